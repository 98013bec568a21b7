// group: G
// attack: uses its memory in a child that is gone at the end, to show less
// layer: memory cgroup (peak)
// want: accepted
// atleast: memory_bytes=66000000
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
int main() {
    if (fork() == 0) {
        volatile char *piece = (char *)std::malloc(64 << 20);
        for (int at = 0; at < 64 << 20; at += 4096) piece[at] = 1;
        _exit(0);
    }
    wait(nullptr);
}
