#include <bits/stdc++.h>
using namespace std; using P = pair<long, long>;
long cr(P o, P a, P b) { return (a.first - o.first) * (b.second - o.second) - (a.second - o.second) * (b.first - o.first); }
int main() { vector<P> p{{0, 0}, {0, 2}, {1, 1}, {2, 0}, {2, 2}}; long x, y; while (cin >> x >> y) p.push_back({x, y}); sort(p.begin(), p.end()); vector<P> h(2 * p.size()); int k = 0;
  for (int i = 0; i < (int)p.size(); h[k++] = p[i++]) while (k > 1 && cr(h[k-2], h[k-1], p[i]) <= 0) k--;
  for (int i = p.size() - 2, t = k + 1; i >= 0; h[k++] = p[i--]) while (k >= t && cr(h[k-2], h[k-1], p[i]) <= 0) k--; cout << k - 1 << '\n'; }
