// group: A
// attack: crashes, so that the host's core dump handler runs, as the host's root, on what it chose
// layer: rlimit (core)
// want: accepted
// held: limit, raised, dumped, file
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void check(const char *what, bool right) { std::printf(right ? "held %s\n" : "BREACH %s\n", what); }

int main() {
    // Under a limit of 0 the kernel starts the handler that core_pattern names; under 1 it does not.
    rlimit core{}, more{RLIM_INFINITY, RLIM_INFINITY};
    getrlimit(RLIMIT_CORE, &core);
    check("limit", core.rlim_cur == 1 && core.rlim_max == 1);
    check("raised", setrlimit(RLIMIT_CORE, &more) != 0);
    std::fflush(stdout);
    if (fork() == 0) raise(SIGSEGV);
    int status = 0;
    wait(&status);
    check("dumped", WIFSIGNALED(status) && !WCOREDUMP(status));
    check("file", access("core", F_OK) != 0);
}
