#include <cstdio>
#include <algorithm>
int main() { int c[3][3] = {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}}, p[] = {0, 1, 2}, b = 1 << 30; do b = std::min(b, c[0][p[0]] + c[1][p[1]] + c[2][p[2]]); while (std::next_permutation(p, p + 3)); printf("%d\n", b); }
