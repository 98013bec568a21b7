#include <fstream>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
    std::ifstream given(argv[1]), answer(argv[2]);
    std::ofstream message(std::string(argv[3]) + "judgemessage.txt");
    long long want, total = 0, x;
    given >> want;
    while (std::cin >> x) total += x;
    std::string expected;
    getline(answer, expected);
    message << "sum " << total << " answer '" << expected << "'";
    for (int i = 4; i < argc; i++) message << ' ' << argv[i];
    return total == want ? 42 : 43;
}
