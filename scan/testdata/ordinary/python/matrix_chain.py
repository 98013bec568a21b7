from functools import cache
dims = [30, 35, 15, 5, 10, 20, 25]
try:
    dims = list(map(int, input().split())) or dims
except EOFError:
    pass
@cache
def best(i, j):
    return 0 if j - i < 2 else min(best(i, k) + best(k, j) + dims[i] * dims[k] * dims[j] for k in range(i + 1, j))
print(best(0, len(dims) - 1))
