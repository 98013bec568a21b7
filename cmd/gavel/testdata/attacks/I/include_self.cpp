// group: I
// attack: includes itself twice at every level
// layer: compiler (depth), limits of the build
// want: compile_error compile*
#include __FILE__
#include __FILE__
int main() {}
