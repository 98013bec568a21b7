// expect: cpp-raw-syscall
extern "C" long syscall(long, ...);
int main() { syscall(41, 2, 1, 0); }
