// group: I
// attack: a program just too large for its directory
// layer: mount (size of the program directory), rlimit (fsize)
// want: compile_error compile*
asm(".data\n.zero 150000000, 7\n");
int main() {}
