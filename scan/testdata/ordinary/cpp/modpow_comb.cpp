#include <iostream>
constexpr int M = 998244353;
constexpr long long pw(long long b, long long e) { long long r = 1; for (b %= M; e; e >>= 1, b = b * b % M) if (e & 1) r = r * b % M; return r; }
static_assert(pw(3, M - 1) == 1);
int main() { long long f = 1; for (int i = 1; i <= 20; i++) f = f * i % M; std::cout << f << ' ' << pw(f, M - 2) << '\n'; }
