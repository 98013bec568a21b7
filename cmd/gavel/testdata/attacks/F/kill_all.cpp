// group: F
// attack: kills everything that it can see, again and again
// layer: ids of the program, pid namespace
// want: accepted
// expected: survived
#include <csignal>
#include <cstdio>
#include <unistd.h>
int main() {
    for (int i = 0; i < 100; i++) {
        kill(-1, SIGKILL);
        kill(-1, SIGSTOP);
        for (int pid = 1; pid < 2000; pid++)
            if (pid != getpid()) kill(pid, SIGKILL);
    }
    std::puts("survived");
}
