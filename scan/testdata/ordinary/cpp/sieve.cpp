#include <bitset>
#include <iostream>
const int N = 1000; std::bitset<N + 1> c;
int main() { int n = 50; std::cin >> n; if (!std::cin || n > N) n = 50; for (int i = 2; i <= n; i++) { if (!c[i]) { std::cout << i << ' '; for (int j = i * i; j <= n; j += i) c.set(j); } } std::cout << '\n'; }
