// group: B
// attack: reboots, renames, swaps, opens ports: what only the host's root may
// layer: seccomp
// want: accepted
// held: reboot, sethostname, setdomainname, swapon, swapoff, acct, vhangup, quotactl, iopl, ioperm, sync, syncfs
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("reboot", syscall(SYS_reboot, 0, 0, 0, 0));
    refused("sethostname", sethostname("x", 1));
    refused("setdomainname", setdomainname("x", 1));
    refused("swapon", syscall(SYS_swapon, "/tmp/swap", 0));
    refused("swapoff", syscall(SYS_swapoff, "/tmp/swap"));
    refused("acct", acct("/tmp/acct"));
    refused("vhangup", vhangup());
    refused("quotactl", syscall(SYS_quotactl, 0, 0, 0, 0));
    refused("iopl", syscall(SYS_iopl, 3));
    refused("ioperm", syscall(SYS_ioperm, 0, 1, 1));
    errno = 0;
    refused("sync", syscall(SYS_sync));
    refused("syncfs", syscall(SYS_syncfs, 1));
}
