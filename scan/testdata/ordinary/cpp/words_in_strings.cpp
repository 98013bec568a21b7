#include <cstdio>
// #include <sys/socket.h>  execve("/bin/sh")
/* dlopen("libc.so"); ptrace(PTRACE_TRACEME) */
const char *a = "#include \"/etc/passwd\"", *b = R"(syscall(SYS_open); asm("syscall");)", *c = R"x(
#include <dlfcn.h>
socket(AF_INET, SOCK_STREAM, 0) )" )x";
char q = '"', r = '\'', s = '\\';
int main() { printf("%s\n%s\n%s %c%c%c\n", a, b, c, q, r, s); }
