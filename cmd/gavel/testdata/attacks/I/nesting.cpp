// group: I
// attack: nests until the compiler's own stack is gone
// layer: limits of the build
// want: compile_error compile*
#define A(x) ((((((((((x))))))))))
#define B(x) A(A(A(A(A(A(A(A(A(A(x))))))))))
#define C(x) B(B(x))
#define D(x) C(C(x))
int main() { return D(D(1)) + undeclared; }
