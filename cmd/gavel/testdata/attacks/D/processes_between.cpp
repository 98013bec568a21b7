// group: D
// attack: leaves a daemon that waits for the next submission
// layer: the cell's end (control group), pid namespace
// want: accepted
// rounds: leave, look
// held: alone
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <csignal>
#include <dirent.h>
#include <cstdlib>
int main() {
    char mode[8] = {};
    if (read(0, mode, 5) < 4) return 1;
    if (mode[1] == 'e') {
        if (fork() == 0) {
            setsid();
            if (fork() == 0)
                for (;;) {
                    usleep(500000);
                    std::puts("BREACH a daemon of another submission");
                    std::fflush(stdout);
                }
            _exit(0);
        }
        return 0;
    }
    usleep(600000);
    int others = 0;
    DIR *proc = opendir("/proc");
    while (dirent *entry = readdir(proc)) others += std::atoi(entry->d_name) > 0 && std::atoi(entry->d_name) != getpid();
    std::printf(others ? "BREACH %d others\n" : "held alone\n", others);
}
