// group: L
// attack: none: temporary files, std::filesystem, mmap
// layer: passes
// want: accepted
// expected: data 1 data
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sys/mman.h>
#include <fcntl.h>
int main() {
    namespace fs = std::filesystem;
    fs::create_directories("a/b");
    std::ofstream("a/b/c") << "data";
    fs::copy_file("a/b/c", "a/d");
    fs::rename("a/d", "a/e");
    std::string text;
    std::ifstream("a/e") >> text;
    int file = open("a/e", O_RDWR);
    const char *mapped = (const char *)mmap(nullptr, 4, PROT_READ, MAP_SHARED, file, 0);
    if (std::FILE *t = std::tmpfile()) std::fputs("x", t);
    std::cout << text << ' ' << fs::exists("a/b/c") << ' ' << std::string(mapped, 4) << '\n';
}
