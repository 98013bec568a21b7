// group: F
// attack: eats memory by large pieces
// layer: memory cgroup
// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864
#include <cstdlib>
#include <cstring>
int main() {
    for (;;)
        if (void *piece = std::malloc(1 << 22)) std::memset(piece, 1, 1 << 22);
}
