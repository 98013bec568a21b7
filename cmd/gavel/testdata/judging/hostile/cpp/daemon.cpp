// want: accepted
// expected: done
// A daemon without a descriptor, a terminal or a parent.
#include <cstdio>
#include <unistd.h>
int main() {
    if (fork() == 0) {
        setsid();
        if (fork() != 0) _exit(0);
        for (int fd = 0; fd < 256; fd++) close(fd);
        for (;;) pause();
    }
    std::puts("done");
}
