import sys
sys.setrecursionlimit(10**6)
value = []
for _ in range(100_000):
    value = [value]
try:
    repr(value)
except RecursionError as e:
    print(e)
