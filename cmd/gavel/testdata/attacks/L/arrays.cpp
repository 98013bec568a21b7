// group: L
// attack: none: large static arrays, most of them never touched
// layer: passes
// want: accepted
// expected: 3
#include <cstdio>
static int large[50000000];
static double zeros[20000000];
int main() {
    large[49999999] = 3;
    std::printf("%d\n", large[49999999] + (int)zeros[7]);
}
