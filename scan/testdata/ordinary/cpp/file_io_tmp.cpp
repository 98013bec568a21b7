#include <fstream>
#include <iostream>
#include <cstdio>
int main() { const char* p = "/tmp/gavel_ordinary_test.txt"; { std::ofstream f(p); f << 42; } int x = 0; std::ifstream("/dev/null").get(); std::ifstream(p) >> x; std::remove(p); std::cout << x << '\n'; }
