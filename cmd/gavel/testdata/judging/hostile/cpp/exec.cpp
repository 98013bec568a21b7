// want: accepted
// expected: refused
// Nothing that the program wrote can be executed or mapped as code.
#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
    int from = open("/proc/self/exe", O_RDONLY), to = open("/tmp/copy", O_CREAT | O_RDWR, 0700);
    if (from < 0 || to < 0) return 3;
    static char block[1 << 16];
    for (long n; (n = read(from, block, sizeof block)) > 0;) write(to, block, n);
    fchmod(to, 0755);
    int done = mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, to, 0) != MAP_FAILED;
    done += syscall(SYS_memfd_create, "x", 0) >= 0;
    close(to);
    if (done) std::printf("%d succeeded\n", done);
    else std::puts("refused");
    std::fflush(stdout);
    char *argv[] = {(char *)"copy", nullptr};
    execve("/tmp/copy", argv, nullptr);
    execve("/bin/su", argv, nullptr);
    execve("/run/gavel/init", argv, nullptr);
}
