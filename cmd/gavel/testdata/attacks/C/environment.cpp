// group: C
// attack: reads past its own environment and arguments for what stood there before
// layer: gavel-init (the kernel makes a new stack at execve)
// want: accepted
// held: environment, stack
#include <cstdio>
#include <cstring>
#include <unistd.h>
int main(int, char **argv) {
    int extra = 0;
    for (char **v = environ; *v; v++)
        extra += strncmp(*v, "PATH=", 5) && strncmp(*v, "HOME=", 5) && strncmp(*v, "LANG=", 5) && strncmp(*v, "ONLINE_JUDGE=", 13);
    std::puts(extra ? "BREACH a variable of the worker" : "held environment");
    FILE *maps = std::fopen("/proc/self/maps", "r");
    char line[512];
    unsigned long from, to, end = 0;
    while (std::fgets(line, sizeof line, maps))
        if (std::strstr(line, "[stack]") && std::sscanf(line, "%lx-%lx", &from, &to) == 2) end = to;
    for (const char *p = argv[0]; p < (const char *)end - 16; p++)
        if (!memcmp(p, "HOST_SE" "CRET", 11)) std::puts("BREACH the worker's environment is on the stack");
    std::puts("held stack");
}
