// group: B
// attack: calls by an x32 number, a second table that filters forget
// layer: seccomp
// want: runtime_error seccomp:SIGSYS
#include <cstdio>
#include <unistd.h>
int main() { std::printf("BREACH an x32 call returned %ld\n", syscall(0x40000000 | 39)); }
