// group: F
// attack: locks memory, so that nobody can take it back
// layer: rlimit (memlock), seccomp
// want: accepted
// held: mlock, mmap, mlockall
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/mman.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    static char page[8192];
    fails("mlock", mlock(page, sizeof page));
    fails("mmap", (long)mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0));
    fails("mlockall", mlockall(MCL_CURRENT | MCL_FUTURE));
}
