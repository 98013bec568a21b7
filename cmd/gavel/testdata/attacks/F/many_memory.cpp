// group: F
// attack: spreads memory over children, each of them small
// layer: memory cgroup
// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864 processes=16 cpu_ms=4000
#include <cstring>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
int main() {
    for (int i = 0; i < 14; i++)
        if (fork() == 0) {
            std::memset(std::malloc(8 << 20), 1, 8 << 20);
            sleep(1);
            _exit(0);
        }
    while (wait(nullptr) > 0) {}
}
