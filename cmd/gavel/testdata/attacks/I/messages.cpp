// group: I
// attack: floods the messages
// layer: worker (output limit of the build)
// want: compile_error compile_output | compile_error compile
#define W(n) _Pragma("GCC warning \"a warning as long as the line that it stands on, again and again, again and again\"")
#define T(n) W(n) W(n) W(n) W(n) W(n) W(n) W(n) W(n) W(n) W(n)
#define H(n) T(n) T(n) T(n) T(n) T(n) T(n) T(n) T(n) T(n) T(n)
H(1) H(2) H(3) H(4) H(5) H(6) H(7) H(8) H(9) H(10)
int main() { return undeclared; }
