// want: accepted
// expected: refused
// The program's own directory is not its to change.
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
int main() {
    int done = 0;
    done += open("/box/new", O_CREAT | O_WRONLY, 0600) >= 0;
    done += open("/box/main", O_WRONLY) >= 0;
    done += rename("/box/main", "/box/other") == 0;
    done += unlink("/box/main") == 0;
    done += chmod("/box/main", 0777) == 0;
    done += chmod("/box", 0777) == 0;
    done += mkdir("/box/dir", 0700) == 0;
    done += symlink("/etc/passwd", "/box/link") == 0;
    done += link("/box/main", "/tmp/main") == 0;
    done += open("/proc/self/exe", O_WRONLY) >= 0;
    done += open("/etc/passwd", O_WRONLY) >= 0;
    done += open("/usr/new", O_CREAT | O_WRONLY, 0600) >= 0;
    done += open("/new", O_CREAT | O_WRONLY, 0600) >= 0;
    if (done) std::printf("%d succeeded\n", done);
    else std::puts("refused");
}
