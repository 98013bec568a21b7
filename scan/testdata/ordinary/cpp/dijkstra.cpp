#include <cstdio>
#include <queue>
#include <vector>
typedef std::pair<long long, int> P;
int main() {
    int n, m; if (scanf("%d%d", &n, &m) != 2) { n = 3; m = 0; }
    std::vector<std::vector<P>> g(n);
    for (int i = 0; i < m; i++) { int u, v, w; if (scanf("%d%d%d", &u, &v, &w) != 3) break; g[u].push_back({w, v}); }
    if (!m) g[0] = {{5, 1}, {9, 2}}, g[1] = {{1, 2}};
    std::vector<long long> d(n, 1e18); d[0] = 0; std::priority_queue<P, std::vector<P>, std::greater<>> q; q.push({0, 0});
    while (!q.empty()) { auto [x, u] = q.top(); q.pop(); if (x > d[u]) continue; for (auto [w, v] : g[u]) if (x + w < d[v]) q.push({d[v] = x + w, v}); }
    for (auto x : d) printf("%lld ", x); puts("");
}
