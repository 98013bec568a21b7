#include <iostream>
#include <vector>
#include <cstdint>
struct Big { std::vector<uint32_t> d{1}; void mul(uint32_t m) { uint64_t c = 0; for (auto& x : d) { c += uint64_t(x) * m; x = c % 1000000000; c /= 1000000000; } if (c) d.push_back(c); } };
int main() { Big b; int n = 30; std::cin >> n; if (!std::cin || n > 1000) n = 30; for (int i = 2; i <= n; i++) b.mul(i); printf("%u", b.d.back()); for (int i = (int)b.d.size() - 2; i >= 0; i--) printf("%09u", b.d[i]); puts(""); }
