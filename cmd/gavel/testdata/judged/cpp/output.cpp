// want: output_limit_exceeded output_limit
// limits: output_bytes=65536
#include <cstdio>
int main() {
    for (;;) std::puts("a line that comes again and again");
}
