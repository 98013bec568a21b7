// group: G
// attack: uses its memory in a child that is gone at the end, to show less
// layer: memory cgroup (peak)
// want: accepted
// atleast: memory_bytes=67108864
#include <cstdlib>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>
int main() {
    if (fork() == 0) {
        std::memset(std::malloc(64 << 20), 1, 64 << 20);
        _exit(0);
    }
    wait(nullptr);
}
