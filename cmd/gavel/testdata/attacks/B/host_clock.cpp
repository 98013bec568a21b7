// group: B
// attack: sets the host's clocks
// layer: seccomp
// want: accepted
// held: clock_settime, settimeofday, adjtimex, clock_adjtime
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <ctime>
#include <sys/time.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    timespec epoch{0, 0};
    timeval zero{0, 0};
    char timex[208] = {};
    refused("clock_settime", clock_settime(CLOCK_REALTIME, &epoch));
    refused("settimeofday", settimeofday(&zero, nullptr));
    refused("adjtimex", syscall(SYS_adjtimex, timex));
    refused("clock_adjtime", syscall(SYS_clock_adjtime, 0, timex));
}
