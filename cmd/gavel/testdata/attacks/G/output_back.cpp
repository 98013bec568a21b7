// group: G
// attack: reads its own output back out of the pipe, so that the judge sees something else
// layer: judge (only what arrives is compared)
// want: accepted | wrong_answer
// expected: 7
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
int main() {
    int back = open("/proc/self/fd/1", O_RDONLY | O_NONBLOCK);
    char stolen[16];
    for (int i = 0; i < 1000; i++) {
        if (write(1, i ? "" : "7\n", i ? 0 : 2) < 0) return 1;
        if (read(back, stolen, sizeof stolen) > 0) break;
    }
}
