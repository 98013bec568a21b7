#include <vector>
#include <unordered_map>
#include <iostream>
using namespace std;
class Solution {
public:
    vector<int> twoSum(vector<int>& nums, int target) {
        unordered_map<int, int> seen;
        for (int i = 0; i < (int)nums.size(); ++i) { if (auto it = seen.find(target - nums[i]); it != seen.end()) return {it->second, i}; seen[nums[i]] = i; }
        return {};
    }
};
int main() { vector<int> v{2, 7, 11, 15}; int t = 9, x; while (cin >> x) v.push_back(x); for (int i : Solution().twoSum(v, t)) cout << i << ' '; cout << endl; }
