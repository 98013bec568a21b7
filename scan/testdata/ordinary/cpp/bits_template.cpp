#include <bits/stdc++.h>
using namespace std;
#define ll long long
#define all(x) (x).begin(), (x).end()
#define rep(i, a, b) for (int i = (a); i < (b); ++i)
#define pb push_back
#define sz(x) ((int)(x).size())
int main() {
    ios::sync_with_stdio(false); cin.tie(nullptr);
    vector<int> v; int x;
    while (cin >> x) v.pb(x);
    sort(all(v));
    rep(i, 0, sz(v)) cout << v[i] << " \n"[i + 1 == sz(v)];
    cout << sz(v) << endl;
}
