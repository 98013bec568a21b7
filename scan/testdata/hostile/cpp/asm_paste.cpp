// expect: cpp-inline-asm
#define CAT(a, b) a##b
#define X(a, b) CAT(a, b)
int main() { X(a, sm)("sys" "call"); }
