// want: runtime_error seccomp:SIGSYS
// A system call by the door for programs of 32 bits.
int main() {
    long result;
    asm volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory");
    return result > 0;
}
