// group: H
// attack: a constructor that runs before the driver writes the result and ends the process
// layer: judge (a guess is right once)
// want: wrong_answer | runtime_error *
#include <vector>
#include <unistd.h>

__attribute__((constructor(101))) static void early() {
    static const char frame[] = "{\"result\":987654,\"decode_ns\":1,\"encode_ns\":1}\n";
    if (write(3, frame, sizeof frame - 1) < 0)
        _exit(1);
    _exit(0);
}

class Solution {
public:
    int total(std::vector<int> &nums) { return nums[0]; }
};
