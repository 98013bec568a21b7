// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=500 wall_ms=30000
// Every process is gone before anybody can look at it, but there is always a next
// one; the first of them waits.
#include <sys/wait.h>
#include <unistd.h>
int main() {
    if (fork() == 0)
        for (;;)
            if (fork() > 0) _exit(0);
    for (;;) wait(nullptr);
}
