#include <variant>
#include <optional>
#include <any>
#include <tuple>
#include <iostream>
#include <string>
template <class... F> struct over : F... { using F::operator()...; };
int main() { std::variant<int, std::string> v = "hi"; std::visit(over{[](int i) { std::cout << i; }, [](const std::string& s) { std::cout << s; }}, v); std::optional<int> o; std::any a = 3; auto [x, y] = std::make_tuple(1, 2.5); std::cout << o.value_or(7) << std::any_cast<int>(a) << x << y << '\n'; }
