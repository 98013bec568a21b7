// group: A
// attack: mounts, unmounts or changes its root, by the old calls and by the new
// layer: seccomp
// want: accepted
// held: mount, bind, remount, umount, pivot_root, chroot, open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr, statmount, listmount
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/mount.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("mount", mount("tmpfs", "/tmp", "tmpfs", 0, nullptr));
    refused("bind", mount("/tmp", "/usr", nullptr, MS_BIND, nullptr));
    refused("remount", mount(nullptr, "/", nullptr, MS_REMOUNT, nullptr));
    refused("umount", umount2("/proc", MNT_DETACH));
    refused("pivot_root", syscall(SYS_pivot_root, "/tmp", "/tmp"));
    refused("chroot", chroot("/tmp"));
    const char *names[] = {"open_tree", "move_mount", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr"};
    const int numbers[] = {428, 429, 430, 431, 432, 433, 442};
    for (int i = 0; i < 7; i++) refused(names[i], syscall(numbers[i], 0, 0, 0, 0, 0));
    refused("statmount", syscall(457, 0, 0, 0, 0));
    refused("listmount", syscall(458, 0, 0, 0, 0));
}
