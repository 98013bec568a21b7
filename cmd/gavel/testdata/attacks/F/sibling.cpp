// group: F
// attack: makes children that are gavel-init's, by CLONE_PARENT, and with odd exit signals
// layer: gavel-init
// want: accepted
// held: siblings
#include <csignal>
#include <cstdio>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
    int made = 0;
    for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
    for (int i = 0; i < 200; i++) {
        int sent = i % 65;
        bool cannotBeIgnored = sent == SIGKILL || sent == SIGSTOP || sent == 32 || sent == 33; // the last two are glibc's own
        if (cannotBeIgnored) continue;
        long child = syscall(SYS_clone, (i % 2 ? CLONE_PARENT : 0) | sent, 0, 0, 0, 0);
        if (child == 0) {
            if (i % 50 == 0) for (;;) pause();
            _exit(i);
        }
        made += child > 0;
    }
    std::printf(made > 0 ? "held siblings %d\n" : "BREACH none\n", made);
}
