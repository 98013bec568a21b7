#include <iostream>
#define foo foo + 1
#define A B
#define B A
#define SELF(x) SELF(x, x)
int main() { int f = 1; (void)f; int A = 5, B = 6; std::cout << A + B << "\n"; }
