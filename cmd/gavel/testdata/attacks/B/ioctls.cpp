// group: B
// attack: ioctl requests beyond the few questions, with and without bits that the kernel drops
// layer: seccomp
// want: accepted
// held: TIOCSTI, TIOCLINUX, TIOCSCTTY, FS_IOC_SETFLAGS, FICLONE, FIOASYNC, FITRIM, NS_GET_USERNS, high-bits, low-bits
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/ioctl.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    char byte = 'x';
    refused("TIOCSTI", ioctl(0, 0x5412, &byte));
    refused("TIOCLINUX", ioctl(0, 0x541C, &byte));
    refused("TIOCSCTTY", ioctl(0, 0x540E, 0));
    refused("FS_IOC_SETFLAGS", ioctl(0, 0x40086602, &byte));
    refused("FICLONE", ioctl(0, 0x40049409, 0));
    refused("FIOASYNC", ioctl(0, 0x5452, &byte));
    refused("FITRIM", ioctl(0, 0xC0185879, &byte));
    refused("NS_GET_USERNS", ioctl(0, 0xB701, 0));
    refused("high-bits", syscall(SYS_ioctl, 0, 0xDEAD000000005412ul, &byte));
    refused("low-bits", syscall(SYS_ioctl, 0, 0x5401FFFF0000B701ul, &byte));
}
