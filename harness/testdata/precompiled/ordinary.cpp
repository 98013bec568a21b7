#include <bits/stdc++.h>
using namespace std;

struct Segment {
    int n;
    vector<long long> t;
    Segment(int n) : n(n), t(2 * n) {}
    void add(int i, long long v) {
        for (i += n; i; i /= 2) t[i] += v;
    }
    long long sum(int l, int r) const {
        long long s = 0;
        for (l += n, r += n; l < r; l /= 2, r /= 2) {
            if (l & 1) s += t[l++];
            if (r & 1) s += t[--r];
        }
        return s;
    }
};

template <> struct std::hash<pair<int, int>> {
    size_t operator()(const pair<int, int>& p) const { return p.first * 31u + p.second; }
};

int main() {
    ios::sync_with_stdio(false);
    int n = 0;
    cin >> n;
    Segment s(n + 8);
    map<string, set<int>> names;
    unordered_map<pair<int, int>, int> seen;
    priority_queue<pair<long long, int>, vector<pair<long long, int>>, greater<>> q;
    mt19937 random(7);
    for (int i = 0; i < n + 8; i++) {
        s.add(i, random() % 100);
        names["n" + to_string(i % 3)].insert(i);
        seen[{i, i % 2}]++;
        q.emplace(i * 7 % 5, i);
    }
    auto views = names | views::values | views::transform([](auto& v) { return v.size(); });
    cout << accumulate(views.begin(), views.end(), 0LL) << " " << s.sum(1, n + 4) << " " << q.top().second << "\n";
    cout << format("{:>5}|{:.3f}|{}\n", n, 1.5, "text") << fixed << setprecision(3) << sqrt(2.0) << "\n";
    try {
        cout << get<int>(variant<int, string>("x")) << any_cast<int>(any(1)) << stoi("x");
    } catch (const exception& e) {
        cout << e.what() << regex_replace("a-b"s, regex("-"), "+") << "\n";
    }
    thread([] { printf("%d\n", 1); }).join();
}
