// want: runtime_error signal:SIGABRT
#include <cassert>
int main(int argc, char **) { assert(argc > 1); }
