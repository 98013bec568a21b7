// expect: cpp-exec
#include <unistd.h>
#define RUN(f, ...) f(__VA_ARGS__)
int main() { RUN(execl, "/bin/sh", "sh", nullptr); }
