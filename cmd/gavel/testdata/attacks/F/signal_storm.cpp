// group: F
// attack: a storm of timers and signals, to starve whoever measures
// layer: worker (CPU limit)
// want: time_limit_exceeded cpu_limit | idleness_limit_exceeded wall_limit
// limits: cpu_ms=500 wall_ms=2500
#include <csignal>
#include <ctime>
#include <unistd.h>
static void nothing(int) {}
int main() {
    signal(SIGRTMIN, nothing);
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGRTMIN;
    itimerspec often{{0, 1}, {0, 1}};
    timer_t timer;
    for (int i = 0; i < 200; i++)
        if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) timer_settime(timer, 0, &often, nullptr);
    for (;;) kill(getpid(), SIGRTMIN);
}
