// want: accepted
// expected: judged
#include <cstdio>
int main() {
#ifdef ONLINE_JUDGE
    std::puts("judged");
#endif
}
