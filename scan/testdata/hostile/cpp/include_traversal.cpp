// expect: cpp-include-path
#include "./a/../../../../etc/shadow"
int main() {}
