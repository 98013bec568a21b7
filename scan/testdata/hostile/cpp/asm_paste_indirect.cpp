// expect: cpp-inline-asm
#define A a
#define SM sm
#define CAT(x, y) x##y
#define CALL(x, y) CAT(x, y)
#define STR(x) #x
int main() { CALL(A, SM)(STR(syscall)); }
