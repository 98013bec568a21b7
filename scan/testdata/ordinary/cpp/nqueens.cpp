#include <cstdio>
int n = 8, cnt; void go(int c, int l, int r) { int full = (1 << n) - 1; if (c == full) { cnt++; return; } for (int p = full & ~(c | l | r); p; p &= p - 1) { int b = p & -p; go(c | b, (l | b) << 1, (r | b) >> 1); } }
int main() { (void)scanf("%d", &n); if (n > 10) n = 10; go(0, 0, 0); printf("%d\n", cnt); }
