// group: A
// attack: makes or opens devices of the host: memory, disks, terminals, FUSE, KVM
// layer: seccomp, mount, device cgroup
// want: accepted
// held: mknod-mem, mknod-disk, mknodat, /dev/mem, /dev/kmsg, /dev/vda, /dev/sda, /dev/fuse, /dev/kvm, /dev/tty, /dev/ptmx, /dev/net/tun, /dev/userfaultfd, /dev/shm, /dev/loop-control
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <initializer_list>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    fails("mknod-mem", mknod("/tmp/mem", S_IFCHR | 0666, makedev(1, 1)));
    fails("mknod-disk", mknod("/tmp/disk", S_IFBLK | 0666, makedev(254, 0)));
    fails("mknodat", mknodat(AT_FDCWD, "/tmp/null", S_IFCHR | 0666, makedev(1, 3)));
    for (const char *path : {"/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/dev/fuse", "/dev/kvm", "/dev/tty", "/dev/ptmx",
                             "/dev/net/tun", "/dev/userfaultfd", "/dev/shm", "/dev/loop-control"})
        fails(path, open(path, O_RDONLY));
}
