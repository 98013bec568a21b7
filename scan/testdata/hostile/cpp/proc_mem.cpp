// expect: cpp-host-file
#include <fstream>
#include <cstdio>
int main() { fopen("/proc/self" "/mem", "r+"); }
