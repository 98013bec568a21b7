// want: accepted
// expected: made
// limits: cpu_ms=5000
// Directories deeper than any path can name, which the next test must not find.
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>
int main() {
    chdir("/tmp");
    if (access("d", F_OK) == 0) std::puts("those of an earlier test are there");
    for (int i = 0; i < 3000; i++)
        if (mkdir("d", 0700) != 0 || chdir("d") != 0) return 3;
    std::puts("made");
}
