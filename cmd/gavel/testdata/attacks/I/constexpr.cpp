// group: I
// attack: computes at compile time what no limit of the run would allow
// layer: compiler (operations), CPU limit of the build
// want: compile_error compile*
constexpr unsigned long spin(unsigned long n) {
    unsigned long sum = 0;
    for (unsigned long i = 0; i < n; i++) sum += i;
    return sum;
}
static_assert(spin(100000000000) == 1);
int main() {}
