// want: runtime_error processes_limit
// limits: cpu_ms=3000 wall_ms=30000 processes=16
#include <thread>
#include <vector>
int main() {
    std::vector<std::thread> threads;
    for (int i = 0; i < 100; i++) threads.emplace_back([] { std::this_thread::sleep_for(std::chrono::seconds(60)); });
}
