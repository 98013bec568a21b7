#include <algorithm>
#include <iostream>
#include <iterator>
#include <vector>
int main() { std::vector<int> a{std::istream_iterator<int>(std::cin), {}}, t; if (a.empty()) a = {10, 9, 2, 5, 3, 7, 101, 18};
  for (int x : a) { auto it = std::lower_bound(t.begin(), t.end(), x); it == t.end() ? t.push_back(x) : void(*it = x); } std::cout << t.size() << "\n"; }
