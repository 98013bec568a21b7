// expect: cpp-raw-syscall
#include <unistd.h>
#define GO(x) syscall(SYS_##x)
int main() { GO(socket); }
