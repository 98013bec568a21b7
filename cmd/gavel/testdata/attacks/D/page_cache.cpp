// group: D
// attack: writes the pages of shared files that later jobs will run
// layer: mount (read-only), seccomp
// want: accepted
// rounds: leave, look
// held: write, map, truncate, fallocate, copy, sendfile, times
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    const char *shared = "/etc/passwd";
    int file = open(shared, O_RDONLY), own = open("/tmp/own", O_RDWR | O_CREAT, 0600);
    if (write(own, "BREACH", 6) != 6 || lseek(own, 0, SEEK_SET)) return 1;
    fails("write", open(shared, O_WRONLY));
    fails("map", (long)mmap(nullptr, 4096, PROT_WRITE, MAP_SHARED, file, 0));
    fails("truncate", truncate(shared, 0));
    fails("fallocate", fallocate(file, 0, 0, 4096));
    fails("copy", copy_file_range(own, nullptr, file, nullptr, 6, 0));
    fails("sendfile", sendfile(file, own, nullptr, 6));
    fails("times", utimensat(AT_FDCWD, shared, nullptr, 0));
    char text[4096] = {};
    if (read(file, text, sizeof text - 1) < 0 || std::strstr(text, "BREACH")) std::puts("BREACH the page cache");
}
