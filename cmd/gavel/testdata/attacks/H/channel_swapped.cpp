// group: H
// attack: puts a pipe of its own in the channel's place, and prints a result instead
// layer: judge (what is printed is never a result)
// want: wrong_answer | runtime_error *
#include <cstdio>
#include <vector>
#include <unistd.h>

class Solution {
public:
    int total(std::vector<int> &) {
        int own[2];
        if (pipe(own) == 0)
            dup2(own[1], 3);
        std::puts("{\"result\":987654,\"decode_ns\":1,\"encode_ns\":1}");
        std::puts("{\"result\":6,\"decode_ns\":1,\"encode_ns\":1}");
        std::fflush(stdout);
        return 6;
    }
};
