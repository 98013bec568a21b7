// group: F
// attack: makes files of no size until no more can be made
// layer: mount (nr_inodes), memory cgroup
// want: accepted | memory_limit_exceeded oom_kill
// limits: cpu_ms=4000
// held: files
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
int main() {
    int made = 0;
    for (char name[32]; made < 1000000; made++) {
        std::snprintf(name, sizeof name, "%d", made);
        int file = open(name, O_CREAT | O_WRONLY, 0600);
        if (file < 0) break;
        close(file);
    }
    std::printf(made < 20000 ? "held files %d\n" : "BREACH %d files\n", made);
}
