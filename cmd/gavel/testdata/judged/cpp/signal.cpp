// want: runtime_error signal:SIGSEGV
int main() { *(volatile int *)nullptr = 1; }
