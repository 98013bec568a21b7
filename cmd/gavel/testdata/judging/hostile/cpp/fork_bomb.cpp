// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=500 wall_ms=30000
#include <unistd.h>
int main() {
    for (;;) fork();
}
