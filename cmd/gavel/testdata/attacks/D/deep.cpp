// group: D
// attack: leaves a directory too deep for a path, with files all the way down
// layer: gavel-init (empties /tmp)
// want: accepted
// stdin: leave
// stdin: look
// held: empty, room
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
int main() {
    char mode[8] = {};
    if (read(0, mode, 5) < 4) return 1;
    if (mode[1] == 'e') {
        const char name[] = "a-directory-of-a-rather-long-name-so-that-the-path-grows-fast-past-what-any-call-takes";
        for (int i = 0; i < 1500; i++) {
            if (mkdir(name, 0700) || chdir(name)) return 2;
            close(open("file", O_CREAT | O_WRONLY, 0));
        }
        std::puts("left");
        return 0;
    }
    int entries = 0;
    DIR *top = opendir("/tmp");
    while (readdir(top)) entries++;
    std::puts(entries == 2 ? "held empty" : "BREACH something is left");
    struct statvfs room;
    statvfs("/tmp", &room);
    std::puts(room.f_bfree + 4 >= room.f_blocks && room.f_ffree + 4 >= room.f_files ? "held room" : "BREACH room is taken");
}
