#include <bits/stdc++.h>
using namespace std;
struct DSU { vector<int> p; DSU(int n) : p(n, -1) {} int find(int x) { return p[x] < 0 ? x : p[x] = find(p[x]); }
  bool connect(int a, int b) { a = find(a), b = find(b); if (a == b) return false; if (p[a] > p[b]) swap(a, b); p[a] += p[b]; p[b] = a; return true; } };
int main() {
    int n = 4, m = 0; vector<array<int, 3>> e{{10, 0, 1}, {6, 0, 2}, {5, 0, 3}, {15, 1, 3}, {4, 2, 3}};
    if (cin >> n >> m) { e.resize(m); for (auto& [w, a, b] : e) cin >> a >> b >> w; } else n = 4;
    sort(e.begin(), e.end()); DSU d(n); long long s = 0;
    for (auto [w, a, b] : e) if (d.connect(a, b)) s += w;
    cout << s << "\n";
}
