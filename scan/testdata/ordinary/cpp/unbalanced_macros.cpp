#include <cstdio>
#define BEGIN {
#define END }
#define OPEN (
#define IF(c) if (c) BEGIN
int main() BEGIN int x = 3; IF(x > 2) puts("big"); END printf OPEN "%d\n", x); END
