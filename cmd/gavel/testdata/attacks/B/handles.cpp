// group: B
// attack: opens files by handle past its root (as Shocker did), watches the host's files
// layer: seccomp
// want: accepted
// held: name_to_handle_at, open_by_handle_at, fanotify_init, fanotify_mark, inotify_init, inotify_init1, inotify_add_watch
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    char handle[64] = {};
    refused("name_to_handle_at", syscall(SYS_name_to_handle_at, AT_FDCWD, "/", handle, handle, 0));
    refused("open_by_handle_at", syscall(SYS_open_by_handle_at, AT_FDCWD, handle, 0));
    refused("fanotify_init", syscall(SYS_fanotify_init, 0, 0));
    refused("fanotify_mark", syscall(SYS_fanotify_mark, 0, 0, 0, 0, 0));
    refused("inotify_init", syscall(SYS_inotify_init));
    refused("inotify_init1", syscall(SYS_inotify_init1, 0));
    refused("inotify_add_watch", syscall(SYS_inotify_add_watch, 0, "/", 1));
}
