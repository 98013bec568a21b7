// want: compile_error compile
// An object file that is larger than there is room for.
char data[1 << 29] = {1};
int main() { return data[1]; }
