// expect: cpp-socket
extern "C" int socket(int, int, int);
#define FAMILY AF_INET
enum { AF_INET = 2 };
int main() { return socket(FAMILY, 1, 0); }
