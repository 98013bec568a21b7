#include <cstdio>
#include <cstdint>
#ifdef __x86_64__
static uint64_t mulmod(uint64_t a, uint64_t b, uint64_t m) {
    uint64_t q, r;
    __asm__("mulq %3\n\tdivq %4" : "=a"(q), "=&d"(r) : "0"(a), "rm"(b), "rm"(m) : "cc");
    return r;
}
#else
static uint64_t mulmod(uint64_t a, uint64_t b, uint64_t m) { return (unsigned __int128)a * b % m; }
#endif
int main() { unsigned long long a = 123456789, b = 987654321; (void)scanf("%llu %llu", &a, &b); printf("%llu\n", (unsigned long long)mulmod(a, b, 1000000007)); }
