// missed: machine code in a section that is executable
__attribute__((section(".text"))) const unsigned char code[] = {0x0f, 0x05, 0xc3};
int main() { ((void (*)())code)(); }
