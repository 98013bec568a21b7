#include <cstdio>
#include <utility>
int up[5][8], d[8];
int main() { int par[] = {0, 0, 0, 1, 1, 2, 3, 3}; for (int i = 1; i < 8; i++) up[0][i] = par[i], d[i] = d[par[i]] + 1; for (int k = 1; k < 5; k++) for (int i = 0; i < 8; i++) up[k][i] = up[k-1][up[k-1][i]];
  auto lca = [&](int a, int b) { if (d[a] < d[b]) std::swap(a, b); for (int k = 4; k >= 0; k--) if (d[a] - (1 << k) >= d[b]) a = up[k][a]; if (a == b) return a; for (int k = 4; k >= 0; k--) if (up[k][a] != up[k][b]) a = up[k][a], b = up[k][b]; return up[0][a]; }; printf("%d %d\n", lca(6, 4), lca(7, 5)); }
