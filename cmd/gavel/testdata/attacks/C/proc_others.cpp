// group: C
// attack: finds processes that are not its own
// layer: pid namespace, mount (hidepid)
// want: accepted
// held: others, signals
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <csignal>
#include <sys/stat.h>
int main() {
    int seen = 0, reached = 0;
    char path[64];
    for (int pid = 1; pid < 40000; pid++) {
        if (pid == getpid()) continue;
        struct stat info;
        std::snprintf(path, sizeof path, "/proc/%d", pid);
        seen += stat(path, &info) == 0;
        reached += kill(pid, 0) == 0;
    }
    std::printf(seen ? "BREACH %d processes\n" : "held others\n", seen);
    std::printf(reached ? "BREACH %d processes\n" : "held signals\n", reached);
}
