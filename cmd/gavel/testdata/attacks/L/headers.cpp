// group: L
// attack: none: what contest programs include
// layer: passes
// want: accepted
// stdin: 3 1 2
// expected: 1 2 3 6
#include <bits/stdc++.h>
#include <ext/pb_ds/assoc_container.hpp>
#include <ext/pb_ds/tree_policy.hpp>
using namespace std;
int main() {
    ios::sync_with_stdio(false);
    cin.tie(nullptr);
    vector<int> v(istream_iterator<int>(cin), {});
    ranges::sort(v);
    __gnu_pbds::tree<int, __gnu_pbds::null_type, less<int>, __gnu_pbds::rb_tree_tag, __gnu_pbds::tree_order_statistics_node_update> t;
    for (int x : v) t.insert(x);
    mt19937_64 random(chrono::steady_clock::now().time_since_epoch().count());
    if (random_device()() == random()) return 1;
    for (size_t i = 0; i < v.size(); i++) cout << *t.find_by_order(i) << ' ';
    cout << accumulate(v.begin(), v.end(), 0) << '\n';
}
