// want: accepted
// expected: refused
#include <csignal>
#include <initializer_list>
#include <cstdio>
#include <unistd.h>
int main() {
    int reached = 0;
    for (int signal : {SIGKILL, SIGSTOP, SIGTERM, SIGCHLD})
        reached += (kill(1, signal) == 0) + (kill(getppid(), signal) == 0) + (kill(-getppid(), signal) == 0);
    if (reached) std::printf("%d signals reached it\n", reached);
    else std::puts("refused");
}
