#include <pthread.h>
#include <cstdio>
long deep(long n) { volatile long k = n; return n ? deep(n - 1) + (k > 0) : 0; }
void* run(void*) { printf("%ld\n", deep(100000)); return nullptr; }
int main() { pthread_attr_t a; pthread_attr_init(&a); pthread_attr_setstacksize(&a, 64 << 20); pthread_t t; pthread_create(&t, &a, run, nullptr); pthread_join(t, nullptr); }
