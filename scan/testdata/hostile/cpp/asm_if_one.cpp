// expect: cpp-inline-asm
#if 0
int x;
#else
int main() { asm("syscall"); }
#endif
