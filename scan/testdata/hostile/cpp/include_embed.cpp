// expect: cpp-include-path
const unsigned char d[] = {
#embed "/etc/passwd"
};
int main() {}
