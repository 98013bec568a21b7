// group: D
// attack: listens on an abstract name that another cell could connect to
// layer: seccomp, network namespace
// want: accepted
// rounds: leave, look
// held: socket, listen-pair, bind-pair, connect-pair, accept-pair
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <cstddef>
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
    sockaddr_un name{AF_UNIX, {0, 'l', 'e', 'f', 't'}};
    socklen_t size = offsetof(sockaddr_un, sun_path) + 5;
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) return 1;
    refused("socket", socket(AF_UNIX, SOCK_STREAM, 0));
    refused("bind-pair", bind(pair[0], (sockaddr *)&name, size));
    refused("listen-pair", listen(pair[0], 1));
    refused("connect-pair", connect(pair[1], (sockaddr *)&name, size));
    refused("accept-pair", accept(pair[0], nullptr, nullptr));
}
