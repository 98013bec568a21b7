#include <iostream>
int main() { std::cout << R"(a "quoted" \n)" << R"==(x )" y)==" << (int)u8R"(z)"[0] << (int)LR"(w)"[0] << R"(
#include "/dev/random"
)" << "\n"; }
