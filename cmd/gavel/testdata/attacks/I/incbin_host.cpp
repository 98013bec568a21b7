// group: I
// attack: takes a file of the host into the program by the assembler
// layer: mount
// want: compile_error compile
asm(".section .rodata\nsecret: .incbin \"/var/tmp/gavel-attack/secret\"\n");
int main() {}
