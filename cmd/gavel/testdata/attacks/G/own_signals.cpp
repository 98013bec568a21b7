// group: G
// attack: ends by the signals that the kernel's limits use, to be given another verdict
// layer: judge (a limit's verdict needs its figure)
// want: runtime_error signal:SIGXCPU
// limits: cpu_ms=5000
#include <csignal>
int main() { raise(SIGXCPU); }
