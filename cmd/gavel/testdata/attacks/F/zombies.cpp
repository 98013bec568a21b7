// group: F
// attack: keeps its dead, and makes orphans as fast as it can for gavel-init to bury
// layer: pids cgroup
// want: time_limit_exceeded cpu_limit | idleness_limit_exceeded wall_limit
// limits: cpu_ms=500 wall_ms=2500 processes=16
#include <unistd.h>
int main() {
    for (int i = 0; i < 6; i++)
        if (fork() == 0) _exit(0);
    for (;;)
        if (fork() == 0) {
            (void)!fork();
            (void)!fork();
            _exit(0);
        }
}
