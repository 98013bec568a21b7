#include <iostream>
#include <vector>
#include <string>
#include <queue>
using namespace std;
int main() {
    vector<string> g; string s; while (getline(cin, s)) if (!s.empty()) g.push_back(s);
    if (g.empty()) g = {"..#.", ".#..", "....", "#.#."};
    int h = g.size(), w = g[0].size(); vector<vector<int>> d(h, vector<int>(w, -1)); queue<pair<int, int>> q; q.emplace(0, 0); d[0][0] = 0;
    const int D[] = {0, 1, 0, -1, 0};
    while (q.size()) { auto [r, c] = q.front(); q.pop(); for (int k = 0; k < 4; k++) { int a = r + D[k], b = c + D[k + 1]; if (a >= 0 && b >= 0 && a < h && b < (int)g[a].size() && b < w && g[a][b] == '.' && d[a][b] < 0) d[a][b] = d[r][c] + 1, q.emplace(a, b); } }
    cout << d[h - 1][w - 1] << endl;
}
