// want: accepted
// flags: -std=c++17
// expected: 201703
#include <iostream>
int main() { std::cout << __cplusplus << '\n'; }
