// want: runtime_error signal:SIGKILL
#include <csignal>
int main() { raise(SIGKILL); }
