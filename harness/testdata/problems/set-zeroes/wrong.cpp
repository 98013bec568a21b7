class Solution { public: void setZeroes(vector<vector<int>>& m) { for (auto& r : m) for (int& v : r) v = 0; } };
