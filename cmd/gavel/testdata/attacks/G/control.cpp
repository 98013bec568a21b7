// group: G
// attack: writes messages of gavel-init to every descriptor that could be its connection
// layer: gavel-init (descriptors closed)
// want: wrong_answer
// expected: 7
// held: descriptors
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
int main() {
    const char ended[] = "{\"ended\":{\"started_at\":1,\"ended_at\":2,\"status\":0}}";
    int written = 0;
    for (int fd = 3; fd < 1024; fd++) written += write(fd, ended, sizeof ended - 1) > 0;
    (void)!write(1, ended, sizeof ended - 1);
    std::printf(written ? "BREACH %d descriptors\n" : "\nheld descriptors\n", written);
}
