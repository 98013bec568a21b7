#define int long long
class Solution {
public:
    int maxArea(vector<int>& height) {
        int l = 0, r = height.size() - 1, best = 0;
        while (l < r) {
            best = max(best, (r - l) * min(height[l], height[r]));
            height[l] < height[r] ? l++ : r--;
        }
        return best;
    }
};
