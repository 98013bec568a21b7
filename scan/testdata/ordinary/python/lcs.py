import sys
a, b = (sys.stdin.read().split() + ["ABCBDAB", "BDCABA"])[:2]
dp = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
for i, x in enumerate(a, 1):
    for j, y in enumerate(b, 1):
        dp[i][j] = dp[i-1][j-1] + 1 if x == y else max(dp[i-1][j], dp[i][j-1])
print(dp[-1][-1])
