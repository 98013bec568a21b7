// group: F
// attack: a chain of processes where each starts the next and ends, so that no list of them is ever right
// layer: gavel-init (kill of all at once), CPU limit
// want: time_limit_exceeded cpu_limit | idleness_limit_exceeded wall_limit | accepted
// limits: cpu_ms=400 wall_ms=1500
#include <unistd.h>
int main() {
    if (fork() == 0)
        for (;;)
            if (fork() != 0) _exit(0);
    for (;;) usleep(1000);
}
