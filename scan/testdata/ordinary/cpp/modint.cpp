#include <iostream>
template <int M> struct mint { int v; mint(long long x = 0) : v(int((x % M + M) % M)) {} mint operator+(mint o) const { return v + o.v; } mint operator*(mint o) const { return 1LL * v * o.v; } mint& operator*=(mint o) { return *this = *this * o; } friend std::ostream& operator<<(std::ostream& s, mint m) { return s << m.v; } };
int main() { mint<1000000007> a = -1, b = 2; a *= b; std::cout << a << ' ' << a + b << '\n'; }
