class Solution {
public:
    void rotate(vector<int>& nums, int k) {
        
    }
};
