// want: compile_error compile*
#include "/dev/urandom"
int main() {}
