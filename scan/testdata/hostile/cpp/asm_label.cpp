// missed: an alias that the linker resolves
extern "C" int start(const char*, char* const*, char* const*) __asm__("exec" "ve");
int main() { start("/bin/sh", nullptr, nullptr); }
