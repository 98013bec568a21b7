// expect: cpp-inline-asm
const char* s = R"a( " )" )a"; int main() { asm("syscall"); } const char* t = "";
