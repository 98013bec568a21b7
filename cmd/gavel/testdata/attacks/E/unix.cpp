// group: E
// attack: reaches other cells or the host by named and abstract Unix sockets
// layer: seccomp
// want: accepted
// held: named, abstract, passing, receiving
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/socket.h>
#include <sys/un.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair)) return 1;
    sockaddr_un named{AF_UNIX, "/run/containerd/containerd.sock"}, abstract{AF_UNIX, {0, 'x'}};
    refused("named", sendto(pair[0], "x", 1, 0, (sockaddr *)&named, sizeof named));
    refused("abstract", sendto(pair[0], "x", 1, 0, (sockaddr *)&abstract, 4));
    char control[CMSG_SPACE(sizeof(int))] = {}, byte = 'x';
    iovec text{&byte, 1};
    msghdr message{nullptr, 0, &text, 1, control, sizeof control, 0};
    refused("passing", sendmsg(pair[0], &message, 0));
    refused("receiving", recvmsg(pair[1], &message, MSG_DONTWAIT));
}
