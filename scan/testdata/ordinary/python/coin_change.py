import sys
t = sys.stdin.readline().split()
target = int(t[0]) if t else 63
INF = float("inf")
dp = [0] + [INF] * target
for x in range(1, target + 1):
    dp[x] = min((dp[x - c] for c in (1, 5, 10, 21, 25) if c <= x), default=INF) + 1
print(dp[target])
