// want: runtime_error signal:SIGABRT
#include <cstdlib>
int main() { std::abort(); }
