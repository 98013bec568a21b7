// group: B
// attack: maps the null page for a kernel that trips over it; changes read-only and shared mappings
// layer: kernel (mmap_min_addr), mount
// want: accepted
// held: null-page, shared-write, upgrade, huge
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/mman.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    int file = open("/etc/passwd", O_RDONLY);
    fails("null-page", (long)mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0));
    fails("shared-write", (long)mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
    void *shared = mmap(nullptr, 4096, PROT_READ, MAP_SHARED, file, 0);
    fails("upgrade", mprotect(shared, 4096, PROT_READ | PROT_WRITE));
    fails("huge", (long)mmap(nullptr, 2 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0));
}
