// want: compile_error compile
asm(".incbin \"/proc/1/environ\"");
int main() {}
