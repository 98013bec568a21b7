// group: B
// attack: owners, links, pipes, attributes: what once led a privileged judge elsewhere
// layer: seccomp
// want: accepted
// held: chown, lchown, fchownat, link, symlink, mkfifo, setxattr, fsetxattr, removexattr, listxattr
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>

static void refused(const char *what, long got) {
    bool held = got == -1 && (errno == EPERM || errno == EOPNOTSUPP);
    std::printf(held ? "held %s\n" : "BREACH %s: %s\n", what, std::strerror(errno));
}

int main() {
    int file = open("/tmp/file", O_RDWR | O_CREAT, 0600);
    refused("chown", chown("/tmp/file", 0, 0));
    refused("lchown", lchown("/tmp/file", 1000, 1000));
    refused("fchownat", fchownat(AT_FDCWD, "/tmp/file", 1000, 1000, 0));
    refused("link", link("/tmp/file", "/tmp/second"));
    refused("symlink", symlink("/etc/passwd", "/tmp/link"));
    refused("mkfifo", mkfifo("/tmp/fifo", 0600));
    refused("setxattr", setxattr("/tmp/file", "user.x", "y", 1, 0));
    refused("fsetxattr", fsetxattr(file, "user.x", "y", 1, 0));
    refused("removexattr", removexattr("/tmp/file", "user.x"));
    refused("listxattr", listxattr("/tmp/file", nullptr, 0));
}
