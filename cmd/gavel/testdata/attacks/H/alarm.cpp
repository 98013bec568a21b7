// group: H
// attack: a timer's signal handler writes results between any two steps of the driver
// layer: judge (one result, and nothing but it)
// want: refused
#include <csignal>
#include <vector>
#include <sys/time.h>
#include <unistd.h>

static void forge(int) {
    static const char frame[] = "{\"result\":987654,\"decode_ns\":1,\"encode_ns\":1}\n";
    if (write(3, frame, sizeof frame - 1) < 0)
        _exit(1);
}

class Solution {
public:
    int total(std::vector<int> &nums) {
        std::signal(SIGALRM, forge);
        itimerval often = {{0, 50}, {0, 50}};
        setitimer(ITIMER_REAL, &often, nullptr);
        for (volatile long i = 0; i < 50000000; i = i + 1) {
        }
        return nums[0];
    }
};
