// group: D
// attack: leaves a key in each ring; the next submission looks for it
// layer: seccomp, ids of the cell
// want: accepted
// rounds: leave, look
// held: thread, process, session, user, user-session, search
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
    const char *names[] = {"thread", "process", "session", "user", "user-session"};
    for (int ring = 1; ring <= 5; ring++) refused(names[ring - 1], syscall(SYS_add_key, "user", "gavel:left", "x", 1, -ring));
    refused("search", syscall(SYS_request_key, "user", "gavel:left", 0, 0));
}
