// group: B
// attack: becomes another user, group or set of capabilities
// layer: seccomp
// want: accepted
// held: setuid, setreuid, setresuid, setfsuid, setgid, setregid, setresgid, setgroups, capset
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <grp.h>
#include <sys/fsuid.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    unsigned header[2] = {0x20080522, 0}, data[6] = {~0u, ~0u, ~0u, ~0u, ~0u, ~0u};
    refused("setuid", setuid(0));
    refused("setreuid", setreuid(0, 0));
    refused("setresuid", setresuid(0, 0, 0));
    refused("setfsuid", syscall(SYS_setfsuid, 0));
    refused("setgid", setgid(0));
    refused("setregid", setregid(0, 0));
    refused("setresgid", setresgid(0, 0, 0));
    refused("setgroups", setgroups(0, nullptr));
    refused("capset", syscall(SYS_capset, header, data));
}
