#include <iostream>
int main() { std::cout << R"(a "quoted" \n)" << R"==(x )" y)==" << u8R"(z)"[0] << LR"(w)"[0] << R"(
#include "/dev/random"
)" << "\n"; }
