// expect: cpp-include-path
#include_next "/etc/passwd"
#import "/etc/group"
int main() {}
