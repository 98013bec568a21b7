#include <bits/stdc++.h>
using namespace std;
int main() { const int n = 5; int d[n][n]; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) d[i][j] = abs(i - j) * 3 + i * j % 4;
  vector<vector<int>> f(1 << n, vector<int>(n, 1e9)); f[1][0] = 0;
  for (int m = 1; m < 1 << n; m++) for (int u = 0; u < n; u++) if (f[m][u] < 1e9) for (int v = 0; v < n; v++) if (!(m >> v & 1)) f[m | 1 << v][v] = min(f[m | 1 << v][v], f[m][u] + d[u][v]);
  int r = 1e9; for (int v = 0; v < n; v++) r = min(r, f.back()[v] + d[v][0]); cout << r << '\n'; }
