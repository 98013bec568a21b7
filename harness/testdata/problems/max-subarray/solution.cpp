class Solution {
public:
    int maxSubArray(vector<int>& nums) {
        int here = 0, best = INT_MIN;
        for (int n : nums) here = max(here + n, n), best = max(best, here);
        return best;
    }
};
