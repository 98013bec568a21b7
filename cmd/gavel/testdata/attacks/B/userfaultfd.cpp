// group: B
// attack: userfaultfd, which stops the kernel in the middle of a copy
// layer: seccomp
// want: accepted
// held: userfaultfd, user-mode-only
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("userfaultfd", syscall(SYS_userfaultfd, 0));
    refused("user-mode-only", syscall(SYS_userfaultfd, 1));
}
