// group: F
// attack: nests and crowds epoll sets, which the kernel walks
// layer: kernel (depth), rlimit (nofile), memory cgroup
// want: accepted | time_limit_exceeded cpu_limit
// limits: cpu_ms=2000
// held: depth
#include <cstdio>
#include <sys/epoll.h>
#include <sys/eventfd.h>
int main() {
    int sets[100], depth = 0;
    epoll_event event{EPOLLIN, {}};
    for (int &set : sets) set = epoll_create1(0);
    for (int i = 0; i + 1 < 100 && epoll_ctl(sets[i], EPOLL_CTL_ADD, sets[i + 1], &event) == 0; i++) depth++;
    std::printf(depth < 10 ? "held depth %d\n" : "BREACH depth %d\n", depth);
    for (int i = 0; i < 140; i++) {
        int source = eventfd(1, 0);
        for (int set : sets) epoll_ctl(set, EPOLL_CTL_ADD, source, &event);
    }
    for (int i = 0; i < 1000; i++) epoll_wait(sets[i % 100], &event, 1, 0);
}
