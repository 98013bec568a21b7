// want: memory_limit_exceeded uncaught:std::bad_alloc
#include <iostream>
#include <vector>
int main() {
    std::vector<char> v;
    v.resize(std::size_t(1) << 62);
    std::cout << v.size();
}
