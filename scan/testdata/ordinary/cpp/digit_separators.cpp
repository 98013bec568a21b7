#include <cstdio>
constexpr long long MOD = 1'000'000'007, B = 0b1010'1010, H = 0xFF'FF, O = 017; constexpr double d = 1'000.5e-3, h = 0x1.8p3;
int main() { char c = 'a'; printf("%lld %lld %lld %lld %g %g %c\n", MOD, B, H, O, d, h, c); }
