// expect: cpp-inline-asm
int main() { asm(".byte 0x0f, 0x05"); }
