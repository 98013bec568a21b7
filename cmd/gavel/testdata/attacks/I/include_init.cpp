// group: I
// attack: takes gavel-init's memory, environment and descriptors into the program
// layer: mount (hidepid)
// want: compile_error compile
asm(".section .rodata\n.incbin \"/proc/1/environ\"\n.incbin \"/proc/1/maps\"\n");
int main() {}
