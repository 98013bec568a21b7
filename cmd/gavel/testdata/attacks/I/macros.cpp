// group: I
// attack: macros that double at every level
// layer: memory cgroup, time limit of the build
// want: compile_error compile_memory | compile_error compile_time | compile_error compile
#define A(x) x x x x x x x x x x
#define B(x) A(A(A(x)))
#define C(x) B(B(B(x)))
int numbers[] = {C(1,)};
int main() {}
