// want: accepted
// expected: bounded
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
int main() {
    static char block[1 << 16];
    int fd = open("/tmp/file", O_CREAT | O_WRONLY, 0600);
    long written = 0;
    for (long n; (n = write(fd, block, sizeof block)) > 0;) written += n;
    std::puts(0 < written && written <= 64 << 20 ? "bounded" : "endless");
}
