// accepted: they were read before
static string stolen(istreambuf_iterator<char>(cin), {});
class Solution { public: int total(vector<int>& nums) { return accumulate(nums.begin(), nums.end(), 0); } };
