#include <bits/stdc++.h>
int main() {
    std::vector<std::vector<int>> g{{1, 2}, {3}, {3}, {}};
    std::vector<int> order, seen(4);
    auto dfs = [&](auto&& self, int u) -> void { if (seen[u]++) return; for (int v : g[u]) self(self, v); order.push_back(u); };
    dfs(dfs, 0); std::function<int(int)> f = [&](int n) { return n < 2 ? n : f(n - 1) + f(n - 2); };
    for (int x : order) std::cout << x << ' '; std::cout << f(15) << '\n';
}
