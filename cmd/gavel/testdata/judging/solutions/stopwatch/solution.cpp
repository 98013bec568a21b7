#include <iostream>
int main() {
    int presses;
    std::cin >> presses;
    long time = 0;
    for (int i = 0, at; i < presses && std::cin >> at; i++) time += i % 2 ? at : -at;
    if (presses % 2) std::cout << "still running\n";
    else std::cout << time << '\n';
}
