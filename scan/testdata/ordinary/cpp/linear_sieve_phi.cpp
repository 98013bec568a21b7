#include <vector>
#include <cstdio>
int main() { const int n = 30; std::vector<int> p, f(n + 1); f[1] = 1; for (int i = 2; i <= n; ++i) { if (!f[i]) f[i] = i - 1, p.push_back(i); for (int q : p) { if (i * q > n) break; if (i % q == 0) { f[i * q] = f[i] * q; break; } f[i * q] = f[i] * (q - 1); } } for (int x : f) printf("%d ", x); puts(""); }
