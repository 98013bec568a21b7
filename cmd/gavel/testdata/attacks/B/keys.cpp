// group: B
// attack: key rings, which are counted by user and outlive containers
// layer: seccomp
// want: accepted
// held: add_key, request_key, keyctl-session, keyctl-user, keyctl-read
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
    refused("add_key", syscall(SYS_add_key, "user", "name", "x", 1, -4));
    refused("request_key", syscall(SYS_request_key, "user", "name", 0, 0));
    refused("keyctl-session", syscall(SYS_keyctl, 0, -3, 1));
    refused("keyctl-user", syscall(SYS_keyctl, 0, -4, 1));
    refused("keyctl-read", syscall(SYS_keyctl, 11, -4, 0, 0));
}
