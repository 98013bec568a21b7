// expect: cpp-inline-asm
__asm__(".section .rodata\n.incbin \"/etc/passwd\"");
