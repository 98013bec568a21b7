#include <iostream>
#include <initializer_list>
#include <vector>
struct Mat { int n; std::vector<long long> a; Mat(int n, std::initializer_list<long long> l = {}) : n(n), a(l) { a.resize(n * n); } long long& operator()(int i, int j) { return a[i * n + j]; } Mat operator*(Mat o) { Mat r(n); for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) for (int k = 0; k < n; k++) r(i, j) += (*this)(i, k) * o(k, j); return r; } };
int main() { Mat f(2, {1, 1, 1, 0}), r(2, {1, 0, 0, 1}); for (int e = 50; e; e >>= 1, f = f * f) if (e & 1) r = r * f; std::cout << r(0, 1) << '\n'; }
