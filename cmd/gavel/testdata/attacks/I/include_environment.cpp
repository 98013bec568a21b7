// group: I
// attack: includes the compiler's environment, to read the worker's
// layer: gavel-init (four fixed variables)
// want: accepted | compile_error compile
#include "/proc/self/environ"
int main() {}
