// group: G
// attack: gives the right answer, then a crash
// layer: judge (order of verdicts)
// want: runtime_error signal:SIGSEGV
// expected: 7
#include <cstdio>
int main() {
    std::puts("7");
    std::fflush(stdout);
    *(volatile int *)nullptr = 1;
}
