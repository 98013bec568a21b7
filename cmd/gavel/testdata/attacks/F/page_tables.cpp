// group: F
// attack: memory by the kernel's own page tables: one page in every two MiB of a sparse map
// layer: memory cgroup (kernel memory)
// want: memory_limit_exceeded oom_kill | accepted
// limits: memory_bytes=67108864 cpu_ms=5000
// held: bounded
#include <cstdio>
#include <sys/mman.h>
int main() {
    long tables = 0;
    std::puts("held bounded");
    std::fflush(stdout);
    for (int i = 0; i < 64; i++) {
        char *area = (char *)mmap(nullptr, 64ul << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (area == MAP_FAILED) return 0;
        for (unsigned long at = 0; at < 64ul << 30; at += 2 << 20, tables++) {
            volatile char touched = area[at]; // the zero page costs nothing, its table does
            (void)touched;
            if (tables == 1 << 16) std::puts("BREACH 256 MiB of page tables");
        }
    }
}
