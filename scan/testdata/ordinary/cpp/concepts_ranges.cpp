#include <concepts>
#include <ranges>
#include <vector>
#include <iostream>
#include <algorithm>
template <std::integral T> T twice(T x) { return x * 2; }
int main() { std::vector<int> v{5, 3, 1, 4}; std::ranges::sort(v); for (int x : v | std::views::filter([](int x) { return x % 2; }) | std::views::transform(twice<int>)) std::cout << x << ' '; std::cout << '\n'; }
