// group: D
// attack: leaves POSIX objects: shared memory, semaphores, message queues
// layer: seccomp, mount (no /dev/shm, no mqueue)
// want: accepted
// stdin: leave
// stdin: look
// held: shm_open, sem_open, mq_open, /dev/shm, /dev/mqueue
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <sys/mman.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    fails("shm_open", shm_open("/left", O_CREAT | O_RDWR, 0666));
    fails("sem_open", sem_open("/left", O_CREAT, 0666, 1) == SEM_FAILED ? -1 : 0);
    fails("mq_open", mq_open("/left", O_CREAT | O_RDWR, 0666, nullptr));
    fails("/dev/shm", open("/dev/shm/left", O_CREAT | O_RDWR, 0666));
    fails("/dev/mqueue", open("/dev/mqueue/left", O_CREAT | O_RDWR, 0666));
}
