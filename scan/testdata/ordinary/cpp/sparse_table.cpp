#include <bits/stdc++.h>
int main() { std::vector<int> a{5, 2, 4, 7, 1, 3}; int n = a.size(), K = std::__lg(n) + 1; std::vector<std::vector<int>> t(K, a);
  for (int k = 1; k < K; k++) for (int i = 0; i + (1 << k) <= n; i++) t[k][i] = std::min(t[k-1][i], t[k-1][i + (1 << (k-1))]);
  auto q = [&](int l, int r) { int k = 31 - __builtin_clz(r - l); return std::min(t[k][l], t[k][r - (1 << k)]); }; printf("%d %d\n", q(0, 3), q(2, 6)); }
