// group: B
// attack: locks, leases, owners and seals on descriptors, which others would feel
// layer: seccomp
// want: accepted
// held: F_SETLK, F_GETLK, F_OFD_SETLK, F_SETLEASE, F_NOTIFY, F_SETOWN, F_SETSIG, F_SETPIPE_SZ, F_ADD_SEALS, F_RW_HINT, flock
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
    int file = open("/box/main", O_RDONLY);
    struct flock lock{};
    lock.l_type = F_RDLCK;
    refused("F_SETLK", fcntl(file, F_SETLK, &lock));
    refused("F_GETLK", fcntl(file, F_GETLK, &lock));
    refused("F_OFD_SETLK", fcntl(file, 37, &lock));
    refused("F_SETLEASE", fcntl(file, 1024, F_RDLCK));
    refused("F_NOTIFY", fcntl(file, 1026, 1));
    refused("F_SETOWN", fcntl(file, F_SETOWN, 1));
    refused("F_SETSIG", fcntl(file, 10, 9));
    refused("F_SETPIPE_SZ", fcntl(1, 1031, 1 << 20));
    refused("F_ADD_SEALS", fcntl(0, 1033, 1));
    refused("F_RW_HINT", fcntl(file, 1036, &lock));
    refused("flock", flock(file, LOCK_SH));
}
