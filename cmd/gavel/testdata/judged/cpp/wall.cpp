// want: idleness_limit_exceeded wall_limit
// limits: cpu_ms=1000 wall_ms=400
#include <chrono>
#include <thread>
int main() { std::this_thread::sleep_for(std::chrono::seconds(60)); }
