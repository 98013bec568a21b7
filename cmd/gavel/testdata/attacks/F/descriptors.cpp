// group: F
// attack: opens descriptors without end, and raises their limit
// layer: rlimit (nofile)
// want: accepted
// held: bounded, raised, hard
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/resource.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    int opened = 0;
    while (opened < 100000 && open("/dev/null", O_RDONLY) >= 0) opened++;
    std::printf(opened <= 256 ? "held bounded %d\n" : "BREACH %d descriptors\n", opened);
    rlimit more{1 << 20, 1 << 20}, hard{256, 1 << 20};
    fails("raised", setrlimit(RLIMIT_NOFILE, &more));
    fails("hard", prlimit(0, RLIMIT_NOFILE, &hard, nullptr));
}
