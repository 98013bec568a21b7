#include <bits/stdc++.h>
using namespace std;
struct E { int to, cap; }; vector<E> es; vector<vector<int>> g(6); vector<int> seen;
void connect(int a, int b, int c) { g[a].push_back(es.size()); es.push_back({b, c}); g[b].push_back(es.size()); es.push_back({a, 0}); }
int send(int u, int t, int f) { if (u == t) return f; seen[u] = 1; for (int i : g[u]) if (es[i].cap && !seen[es[i].to]) if (int d = send(es[i].to, t, min(f, es[i].cap))) { es[i].cap -= d; es[i ^ 1].cap += d; return d; } return 0; }
int main() { connect(0, 1, 16); connect(0, 2, 13); connect(1, 3, 12); connect(2, 4, 14); connect(3, 5, 20); connect(4, 5, 4); connect(4, 3, 7); int f = 0, d; do { seen.assign(6, 0); f += d = send(0, 5, 1e9); } while (d); cout << f << '\n'; }
