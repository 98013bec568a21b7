#include <new>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
static char pool[1 << 20]; static size_t used;
void* operator new(size_t n) { used = (used + 15) & ~size_t(15); void* p = pool + used; used += n; if (used > sizeof pool) std::abort(); return p; }
void operator delete(void*) noexcept {}
void operator delete(void*, size_t) noexcept {}
int main() { int* p = new int[10]; p[3] = 7; printf("%d\n", p[3]); delete[] p; }
