class Manager:
    def __enter__(self):
        return 3

    def __exit__(self, *why):
        print("left", why[0])

def inside():
    with Manager() as value:
        yield value

def around():
    yield from inside()

kept = around()
print(next(kept))
