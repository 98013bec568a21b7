// want: compile_error compile*
#include "/dev/zero"
int main() {}
