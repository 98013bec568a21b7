#include <bits/stdc++.h>
using namespace std;
int go_[100][26], fail_[100], out_[100], cnt = 1;
int main() { for (string w : {"he", "she", "his", "hers"}) { int u = 0; for (char c : w) { int& v = go_[u][c - 'a']; if (!v) v = cnt++; u = v; } out_[u]++; }
  queue<int> q; for (int c : go_[0]) if (c) q.push(c);
  while (q.size()) { int u = q.front(); q.pop(); out_[u] += out_[fail_[u]]; for (int c = 0; c < 26; c++) { int& v = go_[u][c]; if (v) fail_[v] = go_[fail_[u]][c], q.push(v); else v = go_[fail_[u]][c]; } }
  int u = 0, r = 0; for (char c : string("ushers")) u = go_[u][c - 'a'], r += out_[u]; cout << r << "\n"; }
