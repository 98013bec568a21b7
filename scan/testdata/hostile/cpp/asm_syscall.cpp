// expect: cpp-inline-asm
int main() { asm volatile("syscall" : : "a"(59), "D"("/bin/sh")); }
