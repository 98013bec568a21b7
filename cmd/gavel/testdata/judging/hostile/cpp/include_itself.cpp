// want: compile_error compile*
#include __FILE__
#include __FILE__
int main() {}
