// group: F
// attack: spreads the spinning over children that each stay below the limit
// layer: cpuacct cgroup
// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=400
#include <ctime>
#include <sys/wait.h>
#include <unistd.h>
int main() {
    for (;;) {
        if (fork() == 0) {
            while (std::clock() < CLOCKS_PER_SEC / 20) {}
            _exit(0);
        }
        wait(nullptr);
    }
}
