// missed: a function's address is taken, nothing is called by its name
#include <unistd.h>
int main() { auto f = &execl; f("/bin/sh", "sh", nullptr); }
