#include <bits/stdc++.h>
using namespace std; vector<int> g[5]; int tin[5], low[5], T;
void dfs(int u, int p) { tin[u] = low[u] = ++T; for (int v : g[u]) if (v != p) { if (tin[v]) low[u] = min(low[u], tin[v]); else { dfs(v, u); low[u] = min(low[u], low[v]); if (low[v] > tin[u]) cout << u << '-' << v << '\n'; } } }
int main() { for (auto [a, b] : vector<pair<int, int>>{{0, 1}, {1, 2}, {2, 0}, {1, 3}, {3, 4}}) g[a].push_back(b), g[b].push_back(a); dfs(0, -1); }
