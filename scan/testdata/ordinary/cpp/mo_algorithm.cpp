#include <bits/stdc++.h>
using namespace std;
int main() { vector<int> a{1, 1, 2, 1, 3, 2}; vector<array<int, 3>> q{{0, 3, 0}, {1, 5, 1}, {2, 4, 2}}; int B = 2; sort(q.begin(), q.end(), [&](auto& x, auto& y) { return make_pair(x[0] / B, x[1]) < make_pair(y[0] / B, y[1]); });
  map<int, int> c; int l = 0, r = -1; vector<int> ans(3); for (auto& [L, R, i] : q) { while (r < R) c[a[++r]]++; while (l > L) c[a[--l]]++; while (r > R) if (!--c[a[r--]]) c.erase(a[r + 1]); while (l < L) { if (!--c[a[l]]) c.erase(a[l]); l++; } ans[i] = c.size(); } for (int x : ans) cout << x << ' '; cout << '\n'; }
