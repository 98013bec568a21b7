// group: F
// attack: forks without end, each in a session of its own, ignoring signals
// layer: pids cgroup, CPU limit
// want: time_limit_exceeded cpu_limit | idleness_limit_exceeded wall_limit
// limits: cpu_ms=500 wall_ms=2000
#include <csignal>
#include <unistd.h>
int main() {
    for (int i = 1; i < 64; i++) signal(i, SIG_IGN);
    for (;;)
        if (fork() == 0) setsid();
}
