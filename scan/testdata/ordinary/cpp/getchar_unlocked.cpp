#include <cstdio>
inline int rd() { int c = getchar_unlocked(), x = 0, s = 1; while (c != EOF && c != '-' && (c < '0' || c > '9')) c = getchar_unlocked();
    if (c == '-') s = -1, c = getchar_unlocked(); while (c >= '0' && c <= '9') x = x * 10 + c - '0', c = getchar_unlocked(); return x * s; }
int main() { int n = rd(); long long t = 0; while (n-- > 0) t += rd(); printf("%lld\n", t); putchar_unlocked('\n'); }
