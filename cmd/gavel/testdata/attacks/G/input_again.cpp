// group: G
// attack: changes its input for the next test, or makes it writable
// layer: worker (a sealed file for each test)
// want: accepted
// stdin: first
// stdin: second
// held: write, reopen, truncate, chmod, map, other
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    char text[16] = {};
    if (read(0, text, 15) < 5) return 1;
    fails("write", pwrite(0, "BREACH", 6, 0));
    fails("reopen", open("/proc/self/fd/0", O_RDWR));
    fails("truncate", ftruncate(0, 1 << 20));
    fails("chmod", fchmod(0, 0777));
    fails("map", (long)mmap(nullptr, 4096, PROT_WRITE, MAP_SHARED, 0, 0));
    fails("other", pread(0, text, 1, 4096) == 0 ? -1 : 0);
}
