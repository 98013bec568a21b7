#include <iostream>
#include <string>
#include <vector>
int main() { std::string a = "ABCBDAB", b = "BDCABA", x, y; if (std::cin >> x >> y) a = x, b = y; std::vector<int> p(b.size() + 1), c(p);
  for (char ch : a) { for (size_t j = 0; j < b.size(); j++) c[j + 1] = ch == b[j] ? p[j] + 1 : std::max(c[j], p[j + 1]); std::swap(p, c); } std::cout << p.back() << std::endl; }
