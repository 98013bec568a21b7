// expect: cpp-socket
#include <netinet//in.h>
int main() {}
