// refused
class Solution { public: int total(vector<int>&) { return 1; } };
#if 0
