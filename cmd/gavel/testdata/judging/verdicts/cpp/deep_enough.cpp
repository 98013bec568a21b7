// want: accepted
// expected: 500000
// The stack is as large as the memory.
#include <cstdio>
__attribute__((noinline)) int deep(int n) {
    volatile char frame[200];
    frame[n % 200] = 1;
    return n == 0 ? 0 : deep(n - 1) + frame[n % 200];
}
int main() { std::printf("%d\n", deep(500000)); }
