// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=500 wall_ms=30000
#include <pthread.h>
#include <unistd.h>
int main() {
    for (;;) {
        pthread_t t;
        pthread_create(&t, nullptr, [](void *) -> void * { for (;;) pause(); }, nullptr);
    }
}
