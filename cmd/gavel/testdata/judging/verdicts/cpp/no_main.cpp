// want: compile_error compile
int solve() { return 1; }
