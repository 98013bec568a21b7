// group: E
// attack: the kernel's cryptography by socket, which wrote the page cache (CVE-2026-31431)
// layer: seccomp
// want: accepted
// held: algorithm, accept, splice
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/socket.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("algorithm", socket(38, SOCK_SEQPACKET, 0));
    refused("accept", accept(0, nullptr, nullptr));
    refused("splice", syscall(SYS_splice, 0, 0, 1, 0, 1, 0));
}
