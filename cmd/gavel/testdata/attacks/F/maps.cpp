// group: F
// attack: as many mappings as the kernel gives, in every process
// layer: memory cgroup (kernel memory), kernel (max_map_count)
// want: accepted | memory_limit_exceeded oom_kill
// limits: cpu_ms=4000 processes=8
// held: maps
#include <cstdio>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
int main() {
    std::puts("held maps");
    std::fflush(stdout);
    for (int i = 0; i < 6; i++)
        if (fork() == 0) {
            for (int made = 0; mmap(nullptr, 4096, made % 2 ? PROT_READ : PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;)
                if (++made > 1000000) std::puts("BREACH a million mappings");
            _exit(0);
        }
    while (wait(nullptr) > 0) {}
}
