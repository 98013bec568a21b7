#include <thread>
#include <mutex>
#include <vector>
#include <atomic>
#include <iostream>
int main() {
    std::mutex m; std::atomic<int> a{0}; long t = 0; std::vector<std::jthread> v;
    for (int i = 0; i < 3; i++) v.emplace_back([&, i] { a++; std::lock_guard g(m); t += i; });
    v.clear();
    std::cout << a << " " << t << "\n";
}
