// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864
// The stack is as large as the memory, so that is what an endless recursion uses up.
#include <cstdio>
int deep(int n) {
    volatile char frame[1000];
    frame[n % 1000] = 1;
    return deep(n + 1) + frame[n % 7];
}
int main() { std::printf("%d\n", deep(0)); }
