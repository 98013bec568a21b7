#include <iostream>
#include <algorithm>
int d[10][10];
int main() { const int n = 5; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) d[i][j] = i == j ? 0 : (i * 7 + j * 3) % 11 + 1;
  for (int k = 0; k < n; k++) for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  for (auto& r : d) std::cout << r[0] << ' '; std::cout << '\n'; }
