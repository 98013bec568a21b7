#include <bits/stdc++.h>
using namespace std;

int main() {
    ios::sync_with_stdio(false);
    cin.tie(nullptr);
    map<string, vector<long long>> groups;
    long long value;
    for (int i = 0; cin >> value; i++) groups[i % 2 ? "odd" : "even"].push_back(value);
    long long sum = 0;
    for (auto& [name, values] : groups) {
        sort(values.begin(), values.end(), greater<>());
        sum += accumulate(values.begin(), values.end(), 0LL);
    }
    cout << sum << '\n';
}
