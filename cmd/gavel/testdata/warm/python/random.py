import random, os, uuid
a, b = random.random(), random.random()
print(a != b, len(os.urandom(8)))
random.seed(5)
print(random.random(), hash("text"), {"a", "b", "c", "d", "e"})
