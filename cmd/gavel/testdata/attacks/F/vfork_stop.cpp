// group: F
// attack: waits in vfork for a child that has stopped, a wait that takes no signal but death
// layer: worker (wall limit), gavel-init
// want: idleness_limit_exceeded wall_limit
// limits: cpu_ms=1000 wall_ms=600
#include <csignal>
#include <unistd.h>
int main() {
    if (vfork() == 0) {
        kill(getpid(), SIGSTOP);
        _exit(0);
    }
}
