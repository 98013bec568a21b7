#include <unistd.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <cstdio>
int main() {
    int fd[2]; if (pipe(fd)) return 1;
    pid_t p = fork();
    if (p == 0) { if (write(fd[1], "hi", 2) != 2) _exit(1); _exit(0); }
    int st; waitpid(p, &st, 0); char b[3] = {}; if (read(fd[0], b, 2) != 2) return 1;
    printf("%s %d\n", b, WEXITSTATUS(st));
}
