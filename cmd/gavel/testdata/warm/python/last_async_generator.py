async def numbers():
    try:
        yield 1
    finally:
        print("closed")

kept = numbers()
try:
    kept.asend(None).send(None)
except StopIteration as item:
    print(item.value)
