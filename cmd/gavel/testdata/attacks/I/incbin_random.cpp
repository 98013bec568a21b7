// group: I
// attack: assembles a device that never ends
// layer: memory cgroup, time limit of the build, rlimit (fsize)
// want: compile_error compile*
asm(".section .rodata\n.incbin \"/dev/urandom\"\n");
int main() {}
