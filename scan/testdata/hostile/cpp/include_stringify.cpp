// expect: cpp-include-path
#define STR(x) #x
#define P(x) STR(/etc/x)
#include P(passwd)
int main() {}
