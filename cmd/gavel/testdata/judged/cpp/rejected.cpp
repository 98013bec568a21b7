// want: rejected scan:*
#include "/etc/passwd"
int main() {}
