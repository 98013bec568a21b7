// want: accepted
// expected: alive
#include <csignal>
#include <cstdio>
int main() {
    kill(-1, SIGKILL);
    kill(0, SIGURG);
    std::puts("alive");
}
