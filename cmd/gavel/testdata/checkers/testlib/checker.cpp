#include <fstream>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
    std::ifstream given(argv[1]), output(argv[2]), answer(argv[3]);
    long long want, total = 0, x;
    given >> want;
    while (output >> x) total += x;
    std::string expected;
    getline(answer, expected);
    std::cerr << "sum " << total << " answer '" << expected << "'";
    for (int i = 4; i < argc; i++) std::cerr << ' ' << argv[i];
    return total != want;
}
