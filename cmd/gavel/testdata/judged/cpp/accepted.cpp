// want: accepted
// stdin: 1 2
// expected: 3
#include <iostream>
int main() {
    int a, b;
    std::cin >> a >> b;
    std::cout << a + b << '\n';
}
