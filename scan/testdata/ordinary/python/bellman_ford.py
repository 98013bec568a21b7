import sys
E = [tuple(map(int, l.split())) for l in sys.stdin] or [(0, 1, 4), (0, 2, 5), (1, 2, -3), (2, 3, 4)]
n = 1 + max(max(u, v) for u, v, _ in E)
d = [0] + [10**18] * (n - 1)
for _ in range(n - 1):
    for u, v, w in E:
        if d[u] + w < d[v]: d[v] = d[u] + w
print(d, "cycle" if any(d[u] + w < d[v] for u, v, w in E) else "ok")
