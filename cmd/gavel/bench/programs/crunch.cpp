#include <cstdint>
#include <iostream>

int main() {
    std::uint64_t rounds, state = 88172645463325252ull, total = 0;
    std::cin >> rounds;
    for (std::uint64_t i = 0; i < rounds; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        total += state >> 33;
    }
    std::cout << total << '\n';
}
