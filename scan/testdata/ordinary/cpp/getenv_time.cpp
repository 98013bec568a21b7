#include <cstdlib>
#include <cstdio>
#include <sys/time.h>
#include <sched.h>
#include <errno.h>
#include <limits.h>
int main() { timeval tv; gettimeofday(&tv, nullptr); sched_yield(); printf("%d %d %d\n", getenv("NO_SUCH_VARIABLE") == nullptr, tv.tv_sec > 0, errno == 0 || errno != 0); (void)INT_MAX; }
