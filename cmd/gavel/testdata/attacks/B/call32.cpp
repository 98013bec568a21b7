// group: B
// attack: calls by the 32-bit gate, where the numbers mean something else
// layer: seccomp
// want: runtime_error seccomp:SIGSYS
#include <cstdio>
int main() {
    long got;
    asm volatile("int $0x80" : "=a"(got) : "a"(20L) : "memory");
    std::printf("BREACH a 32-bit call returned %ld\n", got);
}
