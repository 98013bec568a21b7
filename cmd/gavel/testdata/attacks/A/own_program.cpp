// group: A
// attack: writes its own executable while it runs, as in CVE-2019-5736
// layer: mount, ids of the program
// want: accepted
// held: exe, path, mem, attr
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    fails("exe", open("/proc/self/exe", O_RDWR));
    fails("path", open("/box/main", O_RDWR | O_TRUNC));
    fails("mem", open("/proc/self/mem", O_RDWR));
    fails("attr", open("/proc/self/attr/exec", O_WRONLY));
}
