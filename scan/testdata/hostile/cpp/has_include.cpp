// expect: cpp-include-path
#if __has_include("/etc/shadow")
int main() { return 1; }
#endif
