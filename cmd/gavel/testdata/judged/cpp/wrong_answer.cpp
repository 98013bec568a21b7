// want: wrong_answer
// stdin: 1 2
// expected: 3
#include <iostream>
int main() { std::cout << 4 << '\n'; }
