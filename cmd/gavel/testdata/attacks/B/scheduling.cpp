// group: B
// attack: takes more of the processor than its share: priorities, affinity, real time
// layer: seccomp
// want: accepted
// held: setpriority, setaffinity, setscheduler, setparam, setattr, ioprio, nice, core_sched
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    cpu_set_t all;
    memset(&all, 0xff, sizeof all);
    sched_param highest{99};
    refused("setpriority", setpriority(PRIO_PROCESS, 0, -20));
    refused("setaffinity", sched_setaffinity(0, sizeof all, &all));
    refused("setscheduler", sched_setscheduler(0, SCHED_FIFO, &highest));
    refused("setparam", sched_setparam(0, &highest));
    refused("setattr", syscall(SYS_sched_setattr, 0, 0, 0));
    refused("ioprio", syscall(SYS_ioprio_set, 1, 0, 1 << 13));
    errno = 0;
    refused("nice", nice(-20));
    refused("core_sched", prctl(62, 1, 0, 0, 0));
}
