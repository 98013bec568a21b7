// group: B
// attack: splices pages of files that it may only read into pipes (Dirty Pipe and its relatives)
// layer: seccomp
// want: accepted
// held: splice, tee, vmsplice
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/uio.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    int pipes[2], file = open("/box/main", O_RDONLY);
    if (pipe(pipes) != 0 || file < 0) return 1;
    char page[16] = {};
    iovec here{page, sizeof page};
    refused("splice", splice(file, nullptr, pipes[1], nullptr, 16, 0));
    refused("tee", tee(pipes[0], pipes[1], 16, 0));
    refused("vmsplice", vmsplice(pipes[1], &here, 1, 0));
}
