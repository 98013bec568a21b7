import sys
INF = 10**9
n = int(sys.stdin.readline() or 4)
d = [[0 if i == j else (i * 7 + j * 3) % 11 + 1 for j in range(n)] for i in range(n)]
for k in range(n):
    for i in range(n):
        for j in range(n):
            d[i][j] = min(d[i][j], d[i][k] + d[k][j])
print("\n".join(" ".join(map(str, r)) for r in d))
