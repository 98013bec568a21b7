import sys
n = 5
d = [[abs(i - j) * 3 + (i * j) % 4 for j in range(n)] for i in range(n)]
INF = 10 ** 9
dp = [[INF] * n for _ in range(1 << n)]
dp[1][0] = 0
for m in range(1 << n):
    for u in range(n):
        if dp[m][u] < INF:
            for v in range(n):
                if not m >> v & 1: dp[m | 1 << v][v] = min(dp[m | 1 << v][v], dp[m][u] + d[u][v])
print(min(dp[-1][v] + d[v][0] for v in range(n)), len(sys.stdin.read()))
