#include <cstdio>
#include <cstring>
char s[20]; long long memo[20][180];
long long go(int i, int sum, bool tight) { if (!s[i]) return sum % 7 == 0; if (!tight && memo[i][sum] >= 0) return memo[i][sum]; long long r = 0; int hi = tight ? s[i] - '0' : 9; for (int d = 0; d <= hi; d++) r += go(i + 1, sum + d, tight && d == hi); if (!tight) memo[i][sum] = r; return r; }
int main() { if (scanf("%19s", s) != 1) strcpy(s, "1000"); memset(memo, -1, sizeof memo); printf("%lld\n", go(0, 0, true)); }
