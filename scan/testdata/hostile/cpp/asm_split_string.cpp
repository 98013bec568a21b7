// expect: cpp-inline-asm
int main() { asm("sys" "ca" "ll"); }
