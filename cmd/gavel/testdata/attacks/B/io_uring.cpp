// group: B
// attack: io_uring, which does work that a filter does not see
// layer: seccomp
// want: accepted
// held: setup, enter, register
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
    char parameters[120] = {};
    refused("setup", syscall(425, 8, parameters));
    refused("enter", syscall(426, 0, 0, 0, 0, 0, 0));
    refused("register", syscall(427, 0, 0, 0, 0));
}
