// group: G
// attack: has its work done by orphans, to show less CPU time
// layer: cpuacct cgroup
// want: accepted
// limits: cpu_ms=3000
// atleast: cpu_ms=290
#include <cstdlib>
#include <ctime>
#include <unistd.h>
int main() {
    int ends[2];
    if (pipe(ends)) return 1;
    if (fork() == 0) {
        if (fork() == 0) {
            while (std::clock() < CLOCKS_PER_SEC * 3 / 10) {}
            (void)!write(ends[1], "x", 1);
        }
        _exit(0);
    }
    char done;
    (void)!read(ends[0], &done, 1);
}
