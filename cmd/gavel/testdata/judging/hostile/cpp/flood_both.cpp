// want: output_limit_exceeded output_limit
// limits: output_bytes=1048576
#include <unistd.h>
int main() {
    static char block[1 << 16];
    if (fork() == 0)
        for (;;) write(2, block, sizeof block);
    for (;;) write(1, block, sizeof block);
}
