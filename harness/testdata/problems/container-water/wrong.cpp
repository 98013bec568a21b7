class Solution { public: int maxArea(vector<int>& h) { return h.size() - 1; } };
