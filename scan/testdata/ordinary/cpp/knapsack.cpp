#include <cstdio>
#include <algorithm>
int dp[1001];
int main() { int w[] = {12, 2, 1, 4, 1}, v[] = {4, 2, 1, 10, 2}; for (int i = 0; i < 5; ++i) for (int c = 15; c >= w[i]; --c) dp[c] = std::max(dp[c], dp[c - w[i]] + v[i]); printf("%d\n", dp[15]); }
