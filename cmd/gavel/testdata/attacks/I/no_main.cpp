// group: I
// attack: leaves a program that begins elsewhere, without a C library under it
// layer: seccomp
// want: compile_error compile | runtime_error *
extern "C" void _start() { asm volatile("mov $101, %eax\nxor %edi, %edi\nsyscall\nud2"); }
int main() {}
