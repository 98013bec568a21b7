// group: F
// attack: floods both outputs from many processes at once
// layer: worker (output limit)
// want: output_limit_exceeded output_limit
// limits: output_bytes=1048576 cpu_ms=4000
#include <cstring>
#include <unistd.h>
int main() {
    static char block[1 << 16];
    std::memset(block, 'x', sizeof block);
    for (int i = 0; i < 8; i++) (void)!fork();
    for (;;)
        if (write(1, block, sizeof block) < 0 || write(2, block, sizeof block) < 0) return 1;
}
