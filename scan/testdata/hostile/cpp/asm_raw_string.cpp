// expect: cpp-inline-asm
int main() { asm(R"x(
 mov $59, %eax
 syscall
)x"); }
