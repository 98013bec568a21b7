// group: C
// attack: reads every descriptor and everything in /proc/self for the expected output
// layer: judge (no expected output enters a cell)
// want: wrong_answer
// stdin: 1
// expected: answer-7a02f3b1
// held: descriptors, arguments
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <string>

static void check(const char *what, bool right) { std::printf(right ? "held %s\n" : "BREACH %s\n", what); }
static bool holds(int fd) {
    static char buffer[1 << 16];
    std::string all;
    for (long n; (n = pread(fd, buffer, sizeof buffer, all.size())) > 0 && all.size() < 1 << 20;) all.append(buffer, n);
    return all.find(std::string("answer-") + "7a02f3b1") != std::string::npos;
}

int main() {
    bool found = false;
    for (int fd = 0; fd < 256; fd++) found |= fd != 1 && fd != 2 && holds(fd);
    check("descriptors", !found);
    for (const char *name : {"cmdline", "environ", "auxv", "status", "mountinfo", "comm"})
        found |= holds(open((std::string("/proc/self/") + name).c_str(), O_RDONLY));
    check("arguments", !found);
}
