#include <string>
#include <iostream>
#include <string_view>
using namespace std::literals;
constexpr long long operator""_K(unsigned long long x) { return x * 1000; }
std::string operator""_up(const char* s, size_t n) { std::string r; while (n--) r += char(*s++ & ~32); return r; }
int main() { std::cout << 5_K << "asm"_up << "abc"s.size() << "x"sv << "\n"; }
