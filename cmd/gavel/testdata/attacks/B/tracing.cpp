// group: B
// attack: traces and reads other processes of its own, which has a history of kernel faults
// layer: seccomp
// want: accepted
// held: traceme, attach, readv, writev, madvise, mrelease, pidfd_open, pidfd_signal
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <csignal>
#include <sys/ptrace.h>
#include <sys/wait.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    int child = fork();
    if (child == 0) for (;;) pause();
    refused("traceme", ptrace(PTRACE_TRACEME, 0, 0, 0));
    refused("attach", ptrace(PTRACE_ATTACH, child, 0, 0));
    refused("readv", syscall(SYS_process_vm_readv, child, 0, 0, 0, 0, 0));
    refused("writev", syscall(SYS_process_vm_writev, child, 0, 0, 0, 0, 0));
    refused("madvise", syscall(SYS_process_madvise, 0, 0, 0, 0, 0));
    refused("mrelease", syscall(448, 0, 0));
    refused("pidfd_open", syscall(SYS_pidfd_open, child, 0));
    refused("pidfd_signal", syscall(SYS_pidfd_send_signal, 0, 0, 0, 0));
    kill(child, SIGKILL);
    wait(nullptr);
}
