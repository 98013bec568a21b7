#include <iostream>
#include <string>
#include <cctype>
struct P { const char* s; long e() { long v = t(); while (*s == '+' || *s == '-') { char c = *s++; long w = t(); v = c == '+' ? v + w : v - w; } return v; } long t() { long v = f(); while (*s == '*') { s++; v *= f(); } return v; } long f() { if (*s == '(') { s++; long v = e(); s++; return v; } long v = 0; while (isdigit((unsigned char)*s)) v = v * 10 + (*s++ - '0'); return v; } };
int main() { std::string l; if (!std::getline(std::cin, l) || l.empty()) l = "2*(3+4)-5"; std::cout << P{l.c_str()}.e() << '\n'; }
