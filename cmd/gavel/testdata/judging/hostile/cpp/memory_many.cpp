// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864 wall_ms=10000
// Each process is small.
#include <sys/wait.h>
#include <unistd.h>
char room[16 << 20];
int main() {
    for (int i = 0; i < 12; i++)
        if (fork() == 0) {
            for (volatile char *p = room; p < room + sizeof room; p += 512) *p = 1;
            for (;;) pause();
        }
    while (wait(nullptr) > 0) {
    }
}
