// want: runtime_error seccomp:SIGSYS
// A system call by the numbers of the x32 ABI.
#include <unistd.h>
int main() { return syscall(0x40000000 + 39) > 0; }
