// group: C
// attack: reads a file of the host by descriptors of directories, one step up at a time
// layer: mount
// want: accepted
// held: at-root, at-box, at-proc, climbed, followed
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
    fails("at-root", openat(open("/", O_RDONLY | O_DIRECTORY), "../../../../var/tmp/gavel-attack/secret", O_RDONLY));
    fails("at-box", openat(open("/box", O_PATH), "../../var/tmp/gavel-attack/secret", O_RDONLY));
    fails("at-proc", openat(open("/proc/self", O_PATH), "root/../../var/tmp/gavel-attack/secret", O_RDONLY));
    int here = open(".", O_PATH | O_DIRECTORY);
    for (int i = 0; i < 1000; i++) here = dup2(openat(here, "..", O_PATH | O_DIRECTORY), 100);
    fails("climbed", openat(here, "var/tmp/gavel-attack/secret", O_RDONLY));
    for (int i = 0; i < 1000 && chdir("..") == 0; i++) {}
    fails("followed", open("var/tmp/gavel-attack/secret", O_RDONLY));
}
