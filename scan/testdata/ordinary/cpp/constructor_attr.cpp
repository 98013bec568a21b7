#include <cstdio>
__attribute__((constructor)) static void before() { puts("before"); }
[[nodiscard]] inline __attribute__((always_inline)) int f(int x) { return __builtin_expect(x > 0, 1) ? x : -x; }
int main() { printf("%d\n", f(-3)); }
