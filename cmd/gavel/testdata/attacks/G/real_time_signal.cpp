// group: G
// attack: ends by a signal without a name
// layer: judge
// want: runtime_error signal:SIG64
#include <csignal>
int main() { raise(64); }
