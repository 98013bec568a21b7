// want: accepted
// expected: bounded
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
int main() {
    int n = 0;
    for (int fd = 3; fd < 1024; fd++)
        if (fcntl(fd, F_GETFD) >= 0) std::printf("descriptor %d is open\n", fd);
    while (n < 100000 && open("/dev/null", O_RDONLY) >= 0) n++;
    std::puts(n < 1024 ? "bounded" : "endless");
}
