import functools, sys
sys.setrecursionlimit(10000)
a, b = (sys.stdin.read().split() + ["kitten", "sitting"])[:2]
@functools.lru_cache(maxsize=None)
def d(i, j):
    if i == 0 or j == 0: return i + j
    return min(d(i-1, j) + 1, d(i, j-1) + 1, d(i-1, j-1) + (a[i-1] != b[j-1]))
print(d(len(a), len(b)))
