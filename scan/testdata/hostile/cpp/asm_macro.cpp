// expect: cpp-inline-asm
#define S "syscall"
#define A asm
int main() { A volatile (S); }
