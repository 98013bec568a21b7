// expect: cpp-inline-asm
int main() { asm("\x73yscall"); asm("\163yscall"); }
