// want: accepted
// expected: refused
// Nothing of the first process, of the host or of other cells is in /proc.
#include <cctype>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <initializer_list>
#include <string>
#include <unistd.h>
int main() {
    int done = 0;
    auto tell = [&](const std::string &what) { std::printf("%s\n", what.c_str()), done++; };
    for (auto name : {"environ", "mem", "maps", "root", "cwd", "exe", "fd", "fdinfo", "stack", "io", "ns/pid", "map_files"}) {
        std::string path = std::string("/proc/1/") + name;
        char byte;
        int fd = open(path.c_str(), O_RDONLY);
        if (fd >= 0 && read(fd, &byte, 1) > 0) tell(path);
        if (readlink(path.c_str(), &byte, 1) > 0) tell("link " + path);
    }
    for (auto path : {"/proc/kcore", "/proc/kallsyms", "/proc/kmsg", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/keys",
                      "/proc/net/tcp", "/sys/kernel", "/sys/fs/cgroup", "/proc/sched_debug", "/proc/timer_list", "/proc/self/attr/current/x"})
        if (open(path, O_RDONLY) >= 0) tell(path);
    for (auto path : {"/proc/self/oom_score_adj", "/proc/self/uid_map", "/proc/self/setgroups", "/proc/self/loginuid", "/proc/self/coredump_filter"})
        if (int fd = open(path, O_WRONLY); fd >= 0 && write(fd, "0", 1) > 0) tell(std::string("write ") + path);
    if (DIR *d = opendir("/proc"))
        while (dirent *e = readdir(d))
            if (std::isdigit(e->d_name[0]) && std::stoi(e->d_name) != getpid()) tell(std::string("process ") + e->d_name);
    if (!done) std::puts("refused");
}
