#pragma GCC optimize("O3,unroll-loops")
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#include <bits/stdc++.h>
int main() {
    std::vector<unsigned> a{1, 2, 3, 255};
    unsigned x; while (std::cin >> x) a.push_back(x);
    int s = 0; for (auto v : a) s += __builtin_popcount(v);
    printf("%d %d\n", s, __builtin_ctz(8));
}
