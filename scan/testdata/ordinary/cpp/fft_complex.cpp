#include <complex>
#include <cmath>
#include <cstdio>
#include <vector>
typedef std::complex<double> C;
void fft(std::vector<C>& a) { int n = a.size(); if (n == 1) return; std::vector<C> e(n / 2), o(n / 2); for (int i = 0; i < n; i++) (i & 1 ? o : e)[i / 2] = a[i]; fft(e); fft(o); for (int k = 0; k < n / 2; k++) { C t = std::polar(1.0, -2 * M_PI * k / n) * o[k]; a[k] = e[k] + t; a[k + n / 2] = e[k] - t; } }
int main() { std::vector<C> a{1, 2, 3, 4}; fft(a); for (auto x : a) printf("%.2f%+.2fi ", x.real() + 0.0, std::abs(x.imag()) < 1e-9 ? 0.0 : x.imag()); puts(""); }
