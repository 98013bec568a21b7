#include <cstdio>
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define STR(x) #x
#define XSTR(x) STR(x)
#define VAR XCAT(var, __LINE__)
#define DBG(...) printf(#__VA_ARGS__ " = %d\n", __VA_ARGS__)
#define FOR_EACH(X) X(red) X(green) X(blue)
#define ENUM(x) x,
enum { FOR_EACH(ENUM) N };
int main() { int CAT(fo, o) = 3; DBG(foo); puts(STR(asm syscall) XSTR(__LINE__)); printf("%d %d\n", N, XCAT(1, 2)); }
