// group: B
// attack: prctl beyond names: dumpable, memory map, tracer, speculation, subreaper, ambient capabilities
// layer: seccomp
// want: accepted
// held: SET_DUMPABLE, SET_MM, SET_PTRACER, SET_SECUREBITS, CAPBSET_DROP, CAP_AMBIENT, SPECULATION, SUBREAPER, KEEPCAPS, TSC, TIMERSLACK, THP, IO_FLUSHER
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/prctl.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    const char *names[] = {"SET_DUMPABLE", "SET_MM", "SET_PTRACER", "SET_SECUREBITS", "CAPBSET_DROP", "CAP_AMBIENT", "SPECULATION",
                           "SUBREAPER", "KEEPCAPS", "TSC", "TIMERSLACK", "THP", "IO_FLUSHER"};
    const int options[] = {4, 35, 0x59616d61, 28, 24, 47, 53, 36, 8, 26, 29, 41, 57};
    for (int i = 0; i < 13; i++) refused(names[i], prctl(options[i], 1, 0, 0, 0));
}
