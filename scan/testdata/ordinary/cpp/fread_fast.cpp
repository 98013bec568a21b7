#include <cstdio>
namespace IO { const int S = 1 << 15; char b[S], *p, *e;
  inline char gc() { if (p == e) { e = (p = b) + fread_unlocked(b, 1, S, stdin); if (p == e) return 0; } return *p++; } }
int main() { int w = 0; bool in = false; while (char c = IO::gc()) { bool s = c <= ' '; if (!s && !in) ++w; in = !s; } printf("%d\n", w); }
