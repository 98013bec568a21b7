// group: E
// attack: reaches the machine's hypervisor, or another cell, by vsock
// layer: seccomp
// want: accepted
// held: stream, datagram, seqpacket, pair
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
    int pair[2];
    refused("stream", socket(40, SOCK_STREAM, 0));
    refused("datagram", socket(40, SOCK_DGRAM, 0));
    refused("seqpacket", socket(40, SOCK_SEQPACKET, 0));
    refused("pair", socketpair(40, SOCK_STREAM, 0, pair));
}
