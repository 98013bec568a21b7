// group: F
// attack: executes itself with arguments and an environment of megabytes
// layer: kernel (argument limit), CPU limit
// want: accepted
// held: endless
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <string>
#include <vector>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main(int count, char **) {
    if (count > 1) return 0;
    std::string long_one(100000, 'x');
    std::vector<char *> many(4000, long_one.data());
    many.push_back(nullptr);
    fails("endless", execve("/box/main", many.data(), many.data()));
}
