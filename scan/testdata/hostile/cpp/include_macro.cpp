// expect: cpp-include-path
#define F "/etc/passwd"
#include F
int main() {}
