// group: L
// attack: none: fork, pipe, wait, alarm
// layer: passes
// want: accepted
// expected: 42 7 14
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>
static volatile sig_atomic_t rang;
int main() {
    int ends[2], answer = 0, status = 0;
    if (pipe(ends)) return 1;
    if (fork() == 0) {
        int n = 42;
        (void)!write(ends[1], &n, sizeof n);
        _exit(7);
    }
    if (read(ends[0], &answer, sizeof answer) != sizeof answer) return 1;
    wait(&status);
    signal(SIGALRM, [](int s) { rang = s; });
    ualarm(1000, 0);
    while (!rang) usleep(100);
    std::printf("%d %d %d\n", answer, WEXITSTATUS(status), rang);
}
