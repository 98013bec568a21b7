// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=4194304
// What lies in pipes is memory, too.
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
int main() {
    static char block[1 << 16];
    std::memset(block, 1, sizeof block);
    for (int i = 0; i < 100; i++) {
        int ends[2];
        if (pipe2(ends, O_NONBLOCK) != 0) return 3;
        while (write(ends[1], block, sizeof block) > 0) {
        }
    }
    return 4;
}
