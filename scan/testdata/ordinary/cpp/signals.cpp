#include <csignal>
#include <cstdio>
#include <csetjmp>
volatile sig_atomic_t hit = 0;
jmp_buf env;
void on(int) { hit = 1; }
int main() { signal(SIGUSR1, on); raise(SIGUSR1); if (!setjmp(env)) longjmp(env, 1); printf("%d\n", (int)hit); }
