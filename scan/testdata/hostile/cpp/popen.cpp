// expect: cpp-exec
#include <cstdio>
int main() { FILE* f = ::popen("id", "r"); pclose(f); }
