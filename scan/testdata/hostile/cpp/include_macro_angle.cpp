// expect: cpp-include-path
#define L <
#define ROOT /etc/hostname>
#include L ROOT
int main() {}
