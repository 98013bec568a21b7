// group: D
// attack: signals to another test by locks on files that both read
// layer: seccomp, mount (read-only)
// want: accepted
// stdin: leave
// stdin: look
// held: flock, record, open-record, lease, getlk
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/file.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    int file = open("/etc/passwd", O_RDONLY);
    struct flock lock{};
    lock.l_type = F_RDLCK;
    refused("flock", flock(file, LOCK_EX | LOCK_NB));
    refused("record", fcntl(file, F_SETLK, &lock));
    refused("open-record", fcntl(file, 37, &lock));
    refused("lease", fcntl(file, 1024, F_RDLCK));
    refused("getlk", fcntl(file, F_GETLK, &lock));
}
