// The fewest runs over all orders of the kinds, by the set of kinds already seen:
// two neighbours of a kind are one run once all kinds between them are in the set.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>
int main() {
    int n, kinds;
    std::string list;
    std::cin >> n >> kinds >> list;
    std::string names = list;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    int k = names.size(), all = 1 << k;
    std::vector<int> of(n);
    for (int i = 0; i < n; i++) of[i] = names.find(list[i]);
    std::vector<std::vector<int>> joined(k, std::vector<int>(all));
    std::vector<int> count(k), between(k, -1);
    for (int i = 0; i < n; i++) {
        int c = of[i];
        if (between[c] >= 0) joined[c][between[c]]++;
        for (int other = 0; other < k; other++)
            if (between[other] >= 0) between[other] |= 1 << c;
        between[c] = 0;
        count[c]++;
    }
    for (auto &j : joined)
        for (int bit = 0; bit < k; bit++)
            for (int set = 0; set < all; set++)
                if (set >> bit & 1) j[set] += j[set ^ 1 << bit];
    std::vector<int> best(all, 1 << 30);
    best[0] = 0;
    for (int set = 0; set < all; set++)
        for (int c = 0; c < k; c++)
            if (!(set >> c & 1)) {
                int &next = best[set | 1 << c];
                next = std::min(next, best[set] + count[c] - joined[c][set]);
            }
    std::cout << best[all - 1] << '\n';
}
