#include <iostream>
#include <bits/stdc++.h>
#include <algorithm>
#include <iostream>
#include <map>
#include <vector>

int main() {
    std::vector<int> v{3, 1, 2};
    std::sort(v.begin(), v.end());
    std::map<int, int> m{{1, v[0]}};
    std::string line;
    while (std::getline(std::cin, line)) std::cout << line << m[1] << std::endl;
    std::cerr << std::hex << v[2];
}
