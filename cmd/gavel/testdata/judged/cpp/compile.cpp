// want: compile_error compile
int main() { return undeclared; }
