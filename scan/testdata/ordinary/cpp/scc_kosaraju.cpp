#include <vector>
#include <iostream>
using G = std::vector<std::vector<int>>;
void f(const G& g, int u, std::vector<char>& s, std::vector<int>& o) { if (s[u]) return; s[u] = 1; for (int v : g[u]) f(g, v, s, o); o.push_back(u); }
int main() { G g{{1}, {2}, {0, 3}, {4}, {}}, t(5); for (int u = 0; u < 5; u++) for (int v : g[u]) t[v].push_back(u); std::vector<char> s(5); std::vector<int> o; for (int u = 0; u < 5; u++) f(g, u, s, o); s.assign(5, 0); int n = 0; for (int i = 4; i >= 0; i--) if (!s[o[i]]) { std::vector<int> c; f(t, o[i], s, c); n++; } std::cout << n << '\n'; }
