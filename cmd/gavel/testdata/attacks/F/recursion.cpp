// group: F
// attack: recursion without end
// layer: rlimit (stack), memory cgroup
// want: runtime_error signal:SIGSEGV | memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864 cpu_ms=4000
#include <cstdio>
static long deep(long n) {
    volatile char frame[1024];
    frame[n % 1024] = 1;
    return deep(n + 1) + frame[0];
}

int main() { std::printf("%ld\n", deep(0)); }
