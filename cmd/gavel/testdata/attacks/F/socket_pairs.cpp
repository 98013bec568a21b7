// group: F
// attack: memory in the buffers of socket pairs, by the byte, which costs most
// layer: memory cgroup (kernel memory)
// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=33554432 processes=16 cpu_ms=5000
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
int main() {
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            for (int k = 0, ends[2]; k < 120 && socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0; k++)
                while (write(ends[0], "x", 1) > 0) {}
            pause();
        }
    sleep(8);
}
