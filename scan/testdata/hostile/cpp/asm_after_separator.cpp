// expect: cpp-inline-asm
int n = 1'000'000; int main() { asm("syscall"); } char c = '\'';
