// group: I
// attack: includes the compiler's input and outputs
// layer: gavel-init (an empty input)
// want: compile_error compile* | accepted
#include "/dev/stdin"
int main() {}
