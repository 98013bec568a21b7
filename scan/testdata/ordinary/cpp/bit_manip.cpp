#include <bit>
#include <bitset>
#include <cstdint>
#include <iostream>
int main() { uint32_t x = 202; std::cin >> x; if (!std::cin) x = 202; std::cout << std::popcount(x) << ' ' << std::bit_ceil(x) << ' ' << std::countr_zero(x) << ' ' << __builtin_parity(x) << ' ' << std::bitset<12>(x) << ' ' << (x ^ x >> 1) << '\n'; }
