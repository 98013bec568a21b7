#include <algorithm>
#include <numeric>
#include <vector>
#include <string>
#include <iostream>
int main() { std::string s; if (!(std::cin >> s)) s = "banana"; std::vector<int> a(s.size()); std::iota(a.begin(), a.end(), 0); std::sort(a.begin(), a.end(), [&](int x, int y) { return s.compare(x, std::string::npos, s, y, std::string::npos) < 0; }); for (int x : a) std::cout << x << " "; std::cout << "\n"; }
