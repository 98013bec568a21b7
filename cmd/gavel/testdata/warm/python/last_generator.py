def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")

kept = numbers()
print(next(kept))
