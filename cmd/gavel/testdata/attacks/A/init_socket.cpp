// group: A
// attack: talks to the worker over the socket of gavel-init
// layer: seccomp, and the worker listens for one connection only
// want: accepted
// held: stream, datagram, packet, open-read, open-write, pair-connect
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    sockaddr_un worker{AF_UNIX, "/run/gavel/socket"};
    fails("stream", socket(AF_UNIX, SOCK_STREAM, 0));
    fails("datagram", socket(AF_UNIX, SOCK_DGRAM, 0));
    fails("packet", socket(AF_UNIX, SOCK_SEQPACKET, 0));
    fails("open-read", open("/run/gavel/socket", O_RDONLY));
    fails("open-write", open("/run/gavel/socket", O_RDWR));
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) == 0)
        fails("pair-connect", connect(pair[0], (sockaddr *)&worker, sizeof worker));
}
