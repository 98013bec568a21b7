class Solution { public: bool containsDuplicate(vector<int>& nums) { return nums.size() > 3; } };
