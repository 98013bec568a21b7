// want: runtime_error processes_limit
// limits: processes=4 cpu_ms=3000 wall_ms=30000
#include <pthread.h>
#include <unistd.h>
int main() {
    for (int i = 0; i < 20; i++) {
        pthread_t t;
        if (pthread_create(&t, nullptr, [](void *) -> void * { for (;;) pause(); }, nullptr) != 0) return 9;
    }
}
