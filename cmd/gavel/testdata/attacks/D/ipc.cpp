// group: D
// attack: leaves System V objects for the next test: memory, queues, semaphores
// layer: seccomp, IPC namespace
// want: accepted
// stdin: leave
// stdin: look
// held: shmget, shmat, msgget, semget, private
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("shmget", shmget(4711, 4096, IPC_CREAT | 0666));
    refused("shmat", (long)shmat(0, nullptr, 0));
    refused("msgget", msgget(4711, IPC_CREAT | 0666));
    refused("semget", semget(4711, 1, IPC_CREAT | 0666));
    refused("private", shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600));
}
