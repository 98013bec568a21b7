// group: F
// attack: spreads memory over children, each of them small
// layer: memory cgroup
// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864 processes=16 cpu_ms=4000
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
int main() {
    for (int i = 0; i < 14; i++)
        if (fork() == 0) {
            volatile char *piece = (char *)std::malloc(8 << 20);
            for (int at = 0; at < 8 << 20; at += 4096) piece[at] = 1;
            sleep(1);
            _exit(0);
        }
    while (wait(nullptr) > 0) {}
}
