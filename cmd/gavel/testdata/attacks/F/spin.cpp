// group: F
// attack: spins, deaf to every signal
// layer: worker (CPU limit)
// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=400
#include <csignal>
int main() {
    for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
    for (volatile long i = 0;;) i = i + 1;
}
