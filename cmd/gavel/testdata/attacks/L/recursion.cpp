// group: L
// attack: none: recursion a million deep
// layer: passes
// want: accepted
// expected: 500000500000
#include <cstdio>
static long sum(long n) { return n == 0 ? 0 : n + sum(n - 1); }
static volatile long depth = 1000000;
int main() { std::printf("%ld\n", sum(depth)); }
