// group: H
// attack: looks for the expected value in its own memory, stack and arguments included
// layer: judge (an expected value never enters a cell)
// want: accepted
// held: memory
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>
#include <fcntl.h>
#include <unistd.h>

class Solution {
    static long count(const std::vector<char> &data, const std::string &text) {
        long seen = 0;
        for (size_t i = 0; i + text.size() <= data.size(); i++)
            seen += std::memcmp(data.data() + i, text.data(), text.size()) == 0;
        return seen;
    }

public:
    int total(std::vector<int> &nums) {
        // The wanted value and one that nobody has are made alike, so that each is there equally often.
        std::string wanted = std::to_string(987000 + 654), other = std::to_string(987000 + 655);
        long seen[2] = {0, 0};
        int memory = open("/proc/self/mem", O_RDONLY);
        std::FILE *maps = std::fopen("/proc/self/maps", "r");
        char line[512];
        while (maps && std::fgets(line, sizeof line, maps)) {
            unsigned long begin, end;
            char rights[8];
            if (std::sscanf(line, "%lx-%lx %7s", &begin, &end, rights) != 3 || rights[1] != 'w' || end - begin > (1 << 24))
                continue;
            std::vector<char> data(end - begin);
            ssize_t n = pread(memory, data.data(), data.size(), begin);
            if (n <= 0)
                continue;
            data.resize(n);
            seen[0] += count(data, wanted);
            seen[1] += count(data, other);
        }
        long more = seen[0] - seen[1];
        std::printf("%s memory %ld %ld\n", more < 3 && more > -3 ? "held" : "BREACH", seen[0], seen[1]);
        int sum = 0;
        for (int n : nums)
            sum += n;
        return sum;
    }
};
