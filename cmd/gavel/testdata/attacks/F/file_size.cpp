// group: F
// attack: one file of terabytes, sparse, preallocated or grown
// layer: rlimit (fsize), mount (size)
// want: accepted
// held: ftruncate, fallocate, pwrite, preserved
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <csignal>
#include <fcntl.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    signal(SIGXFSZ, SIG_IGN);
    int file = open("large", O_CREAT | O_RDWR, 0600);
    fails("ftruncate", ftruncate(file, 1l << 45));
    fails("fallocate", posix_fallocate(file, 0, 1l << 40) ? -1 : 0);
    fails("pwrite", pwrite(file, "x", 1, 1l << 44));
    fails("preserved", fallocate(file, FALLOC_FL_KEEP_SIZE, 0, 1l << 40));
}
