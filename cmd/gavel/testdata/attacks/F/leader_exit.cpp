// group: F
// attack: its first thread ends while others go on, so that the process looks dead
// layer: gavel-init, worker (wall limit)
// want: idleness_limit_exceeded wall_limit
// limits: cpu_ms=1000 wall_ms=600
#include <chrono>
#include <pthread.h>
#include <thread>
int main() {
    std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
    pthread_exit(nullptr);
}
