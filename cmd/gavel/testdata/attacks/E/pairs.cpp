// group: E
// attack: socket pairs of families other than Unix, and what can be set on the allowed one
// layer: seccomp
// want: accepted
// held: inet, tipc, netlink, high-bits, setsockopt, getsockopt, getpeername, bind, sendmmsg, recvmmsg
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
    int pair[2], one = 1;
    char name[128] = {};
    socklen_t size = sizeof name;
    refused("inet", socketpair(AF_INET, SOCK_STREAM, 0, pair));
    refused("tipc", socketpair(30, SOCK_STREAM, 0, pair));
    refused("netlink", socketpair(16, SOCK_RAW, 0, pair));
    refused("high-bits", syscall(SYS_socketpair, 2ul | 1ul << 32, SOCK_STREAM, 0, pair));
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) return 1;
    refused("setsockopt", setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &one, sizeof one));
    refused("getsockopt", getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, name, &size));
    refused("getpeername", getpeername(pair[0], (sockaddr *)name, &size));
    refused("bind", bind(pair[0], (sockaddr *)name, 2));
    refused("sendmmsg", syscall(SYS_sendmmsg, pair[0], name, 1, 0));
    refused("recvmmsg", syscall(SYS_recvmmsg, pair[0], name, 1, 0, 0));
}
