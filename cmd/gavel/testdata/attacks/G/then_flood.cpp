// group: G
// attack: gives the right answer, then more than may be written
// layer: judge (order of verdicts)
// want: output_limit_exceeded output_limit
// limits: output_bytes=65536
// expected: 7
#include <cstdio>
int main() {
    std::puts("7");
    for (;;) std::puts(" ");
}
