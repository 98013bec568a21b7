// expect: cpp-inline-asm
#ifdef ONLINE_JUDGE
int main() { asm("syscall"); }
#endif
