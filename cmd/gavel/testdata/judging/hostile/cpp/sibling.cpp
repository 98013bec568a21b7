// want: runtime_error exit:3
// A sibling, a child of this program's parent, that ends well first is not the
// program.
#include <csignal>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
    int ready[2];
    if (pipe(ready) != 0) return 4;
    if (syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr, nullptr, nullptr) == 0) _exit(0);
    close(ready[1]);
    char c;
    read(ready[0], &c, 1); // the end of the pipe is the end of the sibling
    return 3;
}
