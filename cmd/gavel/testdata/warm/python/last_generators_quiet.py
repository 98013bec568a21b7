def numbers():
    for i in range(5):
        yield i

def outer():
    yield from numbers()

one, two, three, four = numbers(), numbers(), outer(), (i for i in range(3))
print(next(two), next(three), next(four), *one)
