// accepted: the line is continued, and nothing of the driver's
class Solution { public: int total(vector<int>& nums) { return accumulate(nums.begin(), nums.end(), 0); } };
#define LAST \