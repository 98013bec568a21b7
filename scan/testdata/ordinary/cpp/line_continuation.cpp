#include <iostream>
#define LOOP(i, n) \
    for (int i = 0; \
         i < (n); \
         ++i)
// a comment that goes on \
   execve("/bin/sh", 0, 0);
int main() { LOOP(k, 3) std::cout << k << \
  "\n"; }
