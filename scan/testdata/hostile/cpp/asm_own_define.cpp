// expect: cpp-inline-asm
#define LOCAL
#ifdef LOCAL
int main() { asm("syscall"); }
#endif
