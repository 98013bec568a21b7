// group: B
// attack: numbers that newer kernels may give away, and numbers outside the table
// layer: seccomp
// want: accepted
// held: assigned-later, beyond
#include <cerrno>
#include <initializer_list>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>

int main() {
    int through = 0, beyond = 0;
    for (int n = 451; n < 512; n++) {
        if (n == 452) continue; // fchmodat2, whose caller goes back to an older one
        through += !(syscall(n, 0, 0, 0, 0, 0, 0) == -1 && (errno == ENOSYS || errno == EPERM));
    }
    for (long n : {512L, 600L, 1000L, 0xFFFFL, 0x7FFFFFFL}) beyond += !(syscall(n, 0, 0, 0, 0, 0, 0) == -1 && (errno == ENOSYS || errno == EPERM));
    std::printf(through == 0 ? "held assigned-later\n" : "BREACH %d numbers\n", through);
    std::printf(beyond == 0 ? "held beyond\n" : "BREACH %d numbers\n", beyond);
}
