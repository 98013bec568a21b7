// want: runtime_error signal:SIGILL
int main() { __builtin_trap(); }
