// expect: cpp-include-path
#include </dev/random>
int main() {}
