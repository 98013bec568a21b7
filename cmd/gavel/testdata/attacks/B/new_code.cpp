// group: B
// attack: executes what it wrote or was given: a file in /tmp, its own input, a mapped file
// layer: mount (noexec), mode of the input
// want: accepted
// stdin: #!/box/main
// held: exec-tmp, map-tmp, exec-stdin, script
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    int from = open("/box/main", O_RDONLY), to = open("/tmp/copy", O_RDWR | O_CREAT, 0777);
    static char buffer[1 << 16];
    for (long n; (n = read(from, buffer, sizeof buffer)) > 0;)
        if (write(to, buffer, n) != n) return 1;
    fchmod(to, 0777);
    fails("map-tmp", (long)mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, to, 0));
    close(to);
    char *none[] = {nullptr};
    fails("exec-tmp", execve("/tmp/copy", none, none));
    fails("exec-stdin", syscall(SYS_execveat, 0, "", none, none, 0x1000));
    fails("script", execve("/proc/self/fd/0", none, none));
}
