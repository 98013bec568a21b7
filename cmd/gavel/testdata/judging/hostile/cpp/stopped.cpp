// want: idleness_limit_exceeded wall_limit
// limits: cpu_ms=300 wall_ms=400
#include <csignal>
int main() {
    for (;;) raise(SIGSTOP);
}
