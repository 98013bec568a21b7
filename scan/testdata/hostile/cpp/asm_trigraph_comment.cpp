// expect: cpp-inline-asm
// what??/
int main() { asm("syscall"); }
