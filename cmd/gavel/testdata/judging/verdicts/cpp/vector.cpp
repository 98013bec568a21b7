// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864
#include <vector>
int main() {
    std::vector<int> v(100'000'000, 1);
    return v.back() - 1;
}
