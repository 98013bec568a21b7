class Solution {
public:
    long long product(long long a, long long b) { return a * b; }
};
