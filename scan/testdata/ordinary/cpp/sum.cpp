#include <iostream>
int main() { long long s = 0, x; while (std::cin >> x) s += x; std::cout << s << "\n"; }
