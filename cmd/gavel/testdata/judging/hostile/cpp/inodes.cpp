// want: accepted
// expected: bounded
// limits: cpu_ms=5000
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <unistd.h>
int main() {
    int n = 0;
    for (; n < 100000; n++) {
        int fd = open(("/tmp/" + std::to_string(n)).c_str(), O_CREAT | O_WRONLY, 0);
        if (fd < 0) break;
        close(fd);
    }
    std::puts(n < 20000 ? "bounded" : "endless");
}
