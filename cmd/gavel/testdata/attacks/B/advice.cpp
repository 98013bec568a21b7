// group: B
// attack: merges pages with other cells, pushes the images' pages out, poisons memory
// layer: seccomp
// want: accepted
// held: MERGEABLE, COLD, PAGEOUT, HWPOISON, SOFT_OFFLINE, DONTNEED_LOCKED, fadvise-DONTNEED, cachestat
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/mman.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    void *page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const char *names[] = {"MERGEABLE", "COLD", "PAGEOUT", "HWPOISON", "SOFT_OFFLINE", "DONTNEED_LOCKED"};
    const int advice[] = {12, 20, 21, 100, 101, 24};
    for (int i = 0; i < 6; i++) refused(names[i], madvise(page, 4096, advice[i]));
    int file = open("/etc/passwd", O_RDONLY);
    refused("fadvise-DONTNEED", syscall(SYS_fadvise64, file, 0, 0, 4));
    refused("cachestat", syscall(451, 0, 0, 0, 0));
}
