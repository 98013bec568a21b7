// group: F
// attack: fills /tmp and goes on
// layer: mount (size)
// want: accepted
// held: full
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
int main() {
    static char block[1 << 20];
    long written = 0;
    for (int i = 0; i < 300; i++) {
        char name[16];
        std::snprintf(name, sizeof name, "%d", i);
        int file = open(name, O_CREAT | O_WRONLY, 0600);
        for (long n; file >= 0 && (n = write(file, block, sizeof block)) > 0 && written < 1l << 30;) written += n;
        close(file);
    }
    std::printf(written <= 64 << 20 ? "held full %ld\n" : "BREACH %ld bytes\n", written);
}
