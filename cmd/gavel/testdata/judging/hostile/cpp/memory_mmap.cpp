// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864
#include <sys/mman.h>
int main() {
    for (;;) mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
}
