// expect: cpp-kernel-header
#include <sched.h>
int main() { unshare(CLONE_NEWUSER | CLONE_NEWNS); }
