// group: B
// attack: puts filters and rules of its own over those of the cell
// layer: seccomp
// want: accepted
// held: strict, filter, notify, prctl-strict, prctl-filter, landlock_create, landlock_add, landlock_restrict
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/prctl.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("strict", syscall(SYS_seccomp, 0, 0, 0));
    refused("filter", syscall(SYS_seccomp, 1, 0, 0));
    refused("notify", syscall(SYS_seccomp, 3, 0, 0));
    refused("prctl-strict", prctl(PR_SET_SECCOMP, 1, 0, 0, 0));
    refused("prctl-filter", prctl(PR_SET_SECCOMP, 2, 0, 0, 0));
    refused("landlock_create", syscall(444, 0, 0, 1));
    refused("landlock_add", syscall(445, 0, 0, 0, 0));
    refused("landlock_restrict", syscall(446, 0, 0));
}
