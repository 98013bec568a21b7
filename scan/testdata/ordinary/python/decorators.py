import functools, sys, time
def memo(f):
    cache = {}
    @functools.wraps(f)
    def inner(*a):
        if a not in cache: cache[a] = f(*a)
        return cache[a]
    return inner
@memo
def ways(n): return 1 if n < 2 else ways(n - 1) + ways(n - 2)
start = time.perf_counter()
print(ways(int(sys.stdin.readline() or 50)), ways.__name__, time.perf_counter() - start < 60)
