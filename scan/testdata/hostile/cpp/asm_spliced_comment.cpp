// expect: cpp-inline-asm
/\
* a comment *\
/ int main() { asm("syscall"); }
