// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864
#include <cstring>
int main() {
    for (;;) std::memset(new char[1 << 20], 1, 1 << 20);
}
