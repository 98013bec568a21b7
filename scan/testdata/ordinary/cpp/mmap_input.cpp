#include <sys/mman.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <cstdio>
int main() {
    struct stat st; fstat(0, &st);
    long lines = 0;
    if (S_ISREG(st.st_mode) && st.st_size > 0) {
        char* p = (char*)mmap(nullptr, st.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, 0, 0);
        if (p != MAP_FAILED) for (long i = 0; i < st.st_size; i++) lines += p[i] == '\n';
    } else { int c; while ((c = getchar()) != EOF) lines += c == '\n'; }
    printf("%ld\n", lines);
}
