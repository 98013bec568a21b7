// expect: cpp-exec
#include <unistd.h>
int main() { char* a[] = {(char*)"sh", 0}; execve("/bin/sh", a, 0); }
