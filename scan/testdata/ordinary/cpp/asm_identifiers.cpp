#include <iostream>
#include <string>
struct asm_line { std::string text; };
int asm_count = 0, chasm = 1, plasma_int80 = 2;
const char* demo = "asm volatile(\"syscall\"); int $0x80";   // asm("syscall")
/* __asm__(".incbin \"/etc/passwd\""); */
int main() { std::string s; while (std::getline(std::cin, s)) asm_count++; std::cout << asm_count + chasm + plasma_int80 << demo[0] << asm_line{"mov"}.text << "\n"; }
