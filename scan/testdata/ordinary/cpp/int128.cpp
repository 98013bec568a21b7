#include <iostream>
#include <string>
#include <algorithm>
using i128 = __int128;
std::ostream& operator<<(std::ostream& o, i128 v) { std::string s; do s += char('0' + int(v % 10)); while (v /= 10); std::reverse(s.begin(), s.end()); return o << s; }
int main() { i128 x = 1; for (int i = 0; i < 30; i++) x *= 10; std::cout << x << "\n"; }
