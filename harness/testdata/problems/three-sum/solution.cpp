class Solution {
public:
    vector<vector<int>> threeSum(vector<int>& nums) {
        sort(nums.begin(), nums.end());
        set<vector<int>> out;
        int n = nums.size();
        for (int i = 0; i < n; i++)
            for (int l = i + 1, r = n - 1; l < r;) {
                int s = nums[i] + nums[l] + nums[r];
                if (s == 0) out.insert({nums[i], nums[l], nums[r]});
                if (s < 0) l++; else r--;
            }
        return {out.begin(), out.end()};
    }
};
