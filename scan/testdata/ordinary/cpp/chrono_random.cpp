#include <chrono>
#include <random>
#include <iostream>
#include <ctime>
int main() { auto t0 = std::chrono::steady_clock::now(); std::mt19937_64 rng(12345); std::uniform_int_distribution<int> d(1, 6); int s = 0; for (int i = 0; i < 100; i++) s += d(rng) > 0; srand((unsigned)time(0)); auto t = std::chrono::system_clock::now(); (void)t; std::cout << s << (std::chrono::steady_clock::now() >= t0) << '\n'; }
