// want: compile_error compile
#include "/etc/passwd"
int main() {}
