#include <cstdio>
#if 0
don't look: #include "/etc/passwd"
#include <sys/ptrace.h>
asm("syscall");
#else
int main() { puts("ok"); }
#endif
