// refused
class Solution { public: int total(vector<int>& nums) { close(3); return accumulate(nums.begin(), nums.end(), 0); } };
