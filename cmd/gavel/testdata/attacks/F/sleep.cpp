// group: F
// attack: sleeps for ever, deaf to every signal, with timers pending
// layer: worker (wall limit)
// want: idleness_limit_exceeded wall_limit
// limits: cpu_ms=1000 wall_ms=500
#include <csignal>
#include <unistd.h>
int main() {
    for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, nullptr);
    for (;;) pause();
}
