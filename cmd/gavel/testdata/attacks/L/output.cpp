// group: L
// attack: none: fourteen megabytes of output
// layer: passes
// want: accepted
// limits: cpu_ms=4000
#include <cstdio>
int main() {
    for (int i = 0; i < 2000000; i++) std::printf("%06d\n", i % 1000000);
}
