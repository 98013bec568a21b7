#include <bits/stdc++.h>
using namespace std; const int M = 998244353;
int pw(long long b, int e) { long long r = 1; for (; e; e >>= 1, b = b * b % M) if (e & 1) r = r * b % M; return r; }
void ntt(vector<int>& a, bool inv) { int n = a.size(); for (int i = 1, j = 0; i < n; i++) { int b = n >> 1; for (; j & b; b >>= 1) j ^= b; j ^= b; if (i < j) swap(a[i], a[j]); }
  for (int l = 2; l <= n; l <<= 1) { long long w = pw(3, (M - 1) / l); if (inv) w = pw(w, M - 2); for (int i = 0; i < n; i += l) { long long x = 1; for (int j = 0; j < l / 2; j++, x = x * w % M) { int u = a[i + j], v = a[i + j + l / 2] * x % M; a[i + j] = (u + v) % M; a[i + j + l / 2] = (u - v + M) % M; } } }
  if (inv) { long long q = pw(n, M - 2); for (int& x : a) x = x * q % M; } }
int main() { vector<int> a{1, 2, 3, 0}, b{4, 5, 0, 0}; ntt(a, 0); ntt(b, 0); for (int i = 0; i < 4; i++) a[i] = 1LL * a[i] * b[i] % M; ntt(a, 1); for (int x : a) cout << x << ' '; cout << endl; }
