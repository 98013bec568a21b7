#include <array>
#include <iostream>
int main() { std::array<std::array<int, 5>, 5> g{}; g[2][1] = g[2][2] = g[2][3] = 1; for (int s = 0; s < 3; s++) { auto n = g; for (int i = 0; i < 5; i++) for (int j = 0; j < 5; j++) { int c = 0; for (int a = -1; a < 2; a++) for (int b = -1; b < 2; b++) if ((a || b) && i + a >= 0 && i + a < 5 && j + b >= 0 && j + b < 5) c += g[i + a][j + b]; n[i][j] = c == 3 || (c == 2 && g[i][j]); } g = n; } for (auto& r : g) { for (int x : r) std::cout << ".#"[x]; std::cout << '\n'; } }
