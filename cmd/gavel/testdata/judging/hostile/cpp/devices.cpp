// want: accepted
// expected: refused
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <initializer_list>
#include <set>
#include <string>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
int main() {
    int done = 0;
    for (auto name : {"mem", "kmem", "port", "kmsg", "sda", "vda", "nvme0n1", "kvm", "fuse", "ptmx", "tty", "console", "net/tun", "loop0", "shm/x", "mqueue/x", "userfaultfd"})
        if (open((std::string("/dev/") + name).c_str(), O_CREAT | O_RDWR, 0600) >= 0) std::printf("%s\n", name), done++;
    done += mknod("/tmp/mem", S_IFCHR | 0600, makedev(1, 1)) == 0;
    done += mknod("/tmp/disk", S_IFBLK | 0600, makedev(254, 0)) == 0;
    std::set<std::string> usual{".", "..", "null", "zero", "full", "random", "urandom", "fd", "stdin", "stdout", "stderr", "core"};
    if (DIR *d = opendir("/dev"))
        while (dirent *e = readdir(d))
            if (!usual.count(e->d_name)) std::printf("there is /dev/%s\n", e->d_name), done++;
    if (!done) std::puts("refused");
}
