// group: D
// attack: lets one test be charged for what the kernel keeps of names that are not there, so that the next may use more than its limit
// layer: cgroup (what a test begins with)
// want: memory_limit_exceeded oom_kill
// limits: cpu_ms=10000 memory_bytes=67108864
// stdin: leave
// stdin: look
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
int main() {
    char word[16] = "";
    if (std::fgets(word, sizeof word, stdin) && word[1] == 'e') {
        char name[256];
        std::memset(name, 'x', sizeof name);
        for (int i = 0; i < 200000; i++) {
            struct stat st;
            std::memcpy(name + std::snprintf(name, sizeof name, "/usr/lib/%d", i), "-", 1);
            name[240] = 0;
            stat(name, &st);
        }
        std::puts("left");
        return 0;
    }
    const size_t size = 100 << 20;
    char *kept = static_cast<char *>(std::malloc(size));
    for (size_t i = 0; i < size; i += 4096) kept[i] = 1;
    std::printf("BREACH 100 MiB under a limit of 64 MiB, the last byte is %d\n", kept[size - 4096]);
}
