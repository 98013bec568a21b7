// group: A
// attack: signals, traces, limits or reads gavel-init, the cell's first process
// layer: ids of the program, seccomp
// want: accepted
// held: kill, stop, tgkill, prlimit, ptrace, seize, readv, writev, pidfd, getfd, sched
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <csignal>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    char buffer[16];
    iovec here{buffer, sizeof buffer}, there{(void *)0x400000, sizeof buffer};
    rlimit none{0, 0};
    fails("kill", kill(1, SIGKILL));
    fails("stop", kill(1, SIGSTOP));
    fails("tgkill", syscall(SYS_tgkill, 1, 1, SIGKILL));
    fails("prlimit", prlimit(1, RLIMIT_NOFILE, &none, nullptr));
    fails("ptrace", ptrace(PTRACE_ATTACH, 1, 0, 0));
    fails("seize", ptrace(PTRACE_SEIZE, 1, 0, 0));
    fails("readv", process_vm_readv(1, &here, 1, &there, 1, 0));
    fails("writev", process_vm_writev(1, &here, 1, &there, 1, 0));
    fails("pidfd", syscall(SYS_pidfd_open, 1, 0));
    fails("getfd", syscall(SYS_pidfd_getfd, 0, 3, 0));
    fails("sched", syscall(SYS_sched_setscheduler, 1, 0, buffer));
}
