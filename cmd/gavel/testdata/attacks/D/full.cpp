// group: D
// attack: leaves /tmp full, in bytes and in files, for the next test
// layer: gavel-init (empties /tmp), mount (size, nr_inodes)
// want: accepted
// stdin: leave
// stdin: look
// held: bytes, files
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/statvfs.h>
int main() {
    char mode[8] = {};
    if (read(0, mode, 5) < 4) return 1;
    if (mode[1] == 'e') {
        static char block[1 << 20];
        int file = open("big", O_CREAT | O_WRONLY, 0600);
        while (write(file, block, sizeof block) > 0) {}
        for (int i = 0;; i++) {
            std::snprintf(block, 300, "%0250d", i);
            int empty = open(block, O_CREAT | O_WRONLY, 0600);
            if (empty < 0) break;
            close(empty);
        }
        return 0;
    }
    struct statvfs room;
    statvfs("/tmp", &room);
    std::puts(room.f_bfree + 4 >= room.f_blocks ? "held bytes" : "BREACH bytes are taken");
    std::puts(room.f_ffree + 4 >= room.f_files ? "held files" : "BREACH files are left");
}
