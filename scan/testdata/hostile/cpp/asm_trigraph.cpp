// expect: cpp-inline-asm
// is this a comment??/
asm("nop");
int main() { /* ??/
*/ asm("syscall"); }
