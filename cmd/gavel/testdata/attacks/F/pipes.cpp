// group: F
// attack: memory in the buffers of pipes
// layer: memory cgroup (kernel memory)
// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=33554432 processes=16 cpu_ms=4000
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
int main() {
    static char block[65536];
    for (int i = 0; i < 12; i++)
        if (fork() == 0) {
            long queued = 0;
            for (int k = 0, ends[2]; k < 120 && pipe2(ends, O_NONBLOCK) == 0; k++)
                for (long n; (n = write(ends[1], block, sizeof block)) > 0;) queued += n;
            sleep(1);
            if (queued > 4 << 20) std::printf("BREACH %ld bytes\n", queued);
            return 0;
        }
    sleep(1);
    sleep(1);
}
