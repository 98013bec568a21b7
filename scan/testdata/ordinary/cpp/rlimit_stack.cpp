#include <sys/resource.h>
#include <cstdio>
int deep(int n) { volatile char pad[64]; pad[0] = 1; return n ? deep(n - 1) + pad[0] : 0; }
int main() {
    struct rlimit rl;
    if (getrlimit(RLIMIT_STACK, &rl) == 0 && rl.rlim_cur < rl.rlim_max) { rl.rlim_cur = rl.rlim_max; setrlimit(RLIMIT_STACK, &rl); }
    int n = 1000; if (scanf("%d", &n) != 1) n = 1000;
    printf("%d\n", deep(n));
    struct rusage u; getrusage(RUSAGE_SELF, &u);
    return 0;
}
