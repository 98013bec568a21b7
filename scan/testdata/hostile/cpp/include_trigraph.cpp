// expect: cpp-include-path
??=include "/etc/passwd"
int main() {}
