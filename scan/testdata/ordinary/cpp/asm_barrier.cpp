#include <cstdio>
int main() {
    int x = 41; (void)scanf("%d", &x);
    asm volatile("" ::: "memory");
    __asm__ __volatile__("" : "+r"(x));
    __asm__("");
    printf("%d\n", x + 1);
}
