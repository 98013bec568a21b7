// expect: cpp-inline-asm
int main() { a\
s\
m("sysc\
all"); }
