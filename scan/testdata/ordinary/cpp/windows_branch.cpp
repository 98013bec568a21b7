#ifdef _WIN32
#include <winsock2.h>
#include <windows.h>
#define CLEAR "cls"
#else
#include <unistd.h>
#define CLEAR "clear"
#endif
#ifdef __APPLE__
#include <sys/socket.h>
#endif
#include <cstdio>
int main() { puts(CLEAR); printf("%d\n", getpid() > 0); }
