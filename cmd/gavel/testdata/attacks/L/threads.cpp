// group: L
// attack: none: threads, futures, locks and conditions
// layer: passes
// want: accepted
// limits: cpu_ms=3000
// expected: 4000 45
#include <condition_variable>
#include <cstdio>
#include <future>
#include <mutex>
#include <thread>
#include <vector>
int main() {
    std::mutex guard;
    std::condition_variable turn;
    int counted = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; i++)
        threads.emplace_back([&] {
            for (int k = 0; k < 500; k++) {
                std::lock_guard<std::mutex> held(guard);
                counted++;
                turn.notify_all();
            }
        });
    {
        std::unique_lock<std::mutex> held(guard);
        turn.wait(held, [&] { return counted == 4000; });
    }
    for (auto &t : threads) t.join();
    int sum = 0;
    for (int i = 0; i < 10; i++) sum += std::async(std::launch::async, [i] { return i; }).get();
    std::printf("%d %d\n", counted, sum);
}
