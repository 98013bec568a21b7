// group: I
// attack: the same by the assembler
// layer: rlimit (fsize), mount (size of the program directory)
// want: compile_error compile*
asm(".data\n.fill 0x40000000, 8, 1\n");
int main() {}
