// group: B
// attack: loads programs into the kernel, reads its counters and traces
// layer: seccomp
// want: accepted
// held: bpf, perf_event_open, lookup_dcookie, kcmp, syslog
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
    char attributes[128] = {};
    refused("bpf", syscall(SYS_bpf, 0, attributes, sizeof attributes));
    refused("perf_event_open", syscall(SYS_perf_event_open, attributes, 0, -1, -1, 0));
    refused("lookup_dcookie", syscall(SYS_lookup_dcookie, 0, attributes, 16));
    refused("kcmp", syscall(SYS_kcmp, getpid(), getpid(), 0, 0, 0));
    refused("syslog", syscall(SYS_syslog, 3, attributes, 16));
}
