// group: F
// attack: queues timers and signals without end
// layer: rlimit (sigpending)
// want: accepted
// held: timers
#include <csignal>
#include <cstdio>
#include <ctime>
int main() {
    int made = 0;
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGRTMIN;
    for (timer_t timer; made < 100000 && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0; made++) {}
    std::printf(made <= 256 ? "held timers %d\n" : "BREACH %d timers\n", made);
}
