// group: I
// attack: names another interpreter and needs another library for its program
// layer: mount (read-only images), kernel
// want: accepted | compile_error compile | runtime_error *
asm(".section .interp,\"a\"\n.string \"/proc/self/fd/0\"\n.section .note.GNU-stack,\"x\"\n");
int main() {}
