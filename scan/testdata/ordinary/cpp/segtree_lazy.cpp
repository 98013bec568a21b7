#include <vector>
#include <iostream>
template <class T> struct Seg { int n; std::vector<T> t, z; Seg(int n) : n(n), t(4 * n), z(4 * n) {}
  void add(int l, int r, T v, int o, int a, int b) { if (r <= a || b <= l) return; if (l <= a && b <= r) { t[o] += v * (b - a); z[o] += v; return; } int m = (a + b) / 2; add(l, r, v, 2 * o, a, m); add(l, r, v, 2 * o + 1, m, b); t[o] = t[2 * o] + t[2 * o + 1] + z[o] * (b - a); }
  void add(int l, int r, T v) { add(l, r, v, 1, 0, n); } };
int main() { Seg<long long> s(10); s.add(2, 7, 5); s.add(0, 10, 1); std::cout << s.t[1] << "\n"; }
