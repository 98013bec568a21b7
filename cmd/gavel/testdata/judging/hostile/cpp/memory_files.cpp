// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=33554432
// Files in /tmp are memory, too.
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
int main() {
    static char block[1 << 16];
    std::memset(block, 1, sizeof block);
    int fd = open("/tmp/file", O_CREAT | O_WRONLY, 0600);
    while (write(fd, block, sizeof block) > 0) {
    }
    return 3;
}
