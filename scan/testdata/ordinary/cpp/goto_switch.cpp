#include <cstdio>
int main() { int i = 0; again: switch (i) { case 0 ... 2: i++; goto again; case 3: puts("three"); [[fallthrough]]; default: break; } return 0; }
