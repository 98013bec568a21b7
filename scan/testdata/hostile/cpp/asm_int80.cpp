// expect: cpp-inline-asm
int main() { __asm__ __volatile__ ("int $0x80"); }
