// group: B
// attack: gets a namespace of its own, and with it the kernel's less trodden paths
// layer: seccomp
// want: accepted
// held: unshare-user, unshare-net, unshare-mount, unshare-time, setns, clone-user, clone-net, clone-pid, clone-mount, clone-ipc, clone-uts, clone-cgroup, clone-time, clone3
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <csignal>
#include <sched.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("unshare-user", unshare(CLONE_NEWUSER));
    refused("unshare-net", unshare(CLONE_NEWNET));
    refused("unshare-mount", unshare(CLONE_NEWNS));
    refused("unshare-time", unshare(0x80));
    refused("setns", setns(0, 0));
    const char *names[] = {"clone-user", "clone-net", "clone-pid", "clone-mount", "clone-ipc", "clone-uts", "clone-cgroup", "clone-time"};
    const long flags[] = {CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWPID, CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP, 0x80};
    for (int i = 0; i < 8; i++) {
        long child = syscall(SYS_clone, flags[i] | SIGCHLD, 0, 0, 0, 0);
        if (child == 0) _exit(0);
        refused(names[i], child);
    }
    char arguments[88] = {};
    refused("clone3", syscall(SYS_clone3, arguments, sizeof arguments));
}
