// want: compile_error compile
asm(".incbin \"/etc/shadow\"");
int main() {}
