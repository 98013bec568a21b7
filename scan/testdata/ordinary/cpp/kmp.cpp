#include <iostream>
#include <string>
#include <vector>
int main() { std::string t = "abababab", s = "aba", x, y; if (std::cin >> x >> y) t = x, s = y; std::string u = s + '\1' + t; std::vector<int> p(u.size());
  for (size_t i = 1; i < u.size(); i++) { int k = p[i-1]; while (k && u[k] != u[i]) k = p[k-1]; p[i] = k + (u[k] == u[i]); if (p[i] == (int)s.size()) std::cout << i - 2 * s.size() << ' '; } std::cout << '\n'; }
