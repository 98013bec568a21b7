#include <compare>
#include <set>
#include <string>
#include <iostream>
struct V { int a; std::string b; auto operator<=>(const V&) const = default; };
int main() { std::set<V> s{{2, "x"}, {1, "z"}, {1, "a"}}; for (auto& [a, b] : s) std::cout << a << b << ' '; std::cout << (V{1, "a"} < V{1, "b"}) << '\n'; }
