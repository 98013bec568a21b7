// group: B
// attack: weakens its own address space, then relies on it
// layer: seccomp
// want: accepted
// held: no-randomisation, read-implies-exec, linux32, mmap-page-zero
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/personality.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("no-randomisation", personality(ADDR_NO_RANDOMIZE));
    refused("read-implies-exec", personality(READ_IMPLIES_EXEC));
    refused("linux32", personality(8));
    refused("mmap-page-zero", personality(MMAP_PAGE_ZERO));
}
