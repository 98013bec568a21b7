class Solution {
public:
    string longestCommonPrefix(vector<string>& strs) {
        string out = strs[0];
        for (auto& s : strs) {
            size_t i = 0;
            while (i < out.size() && i < s.size() && out[i] == s[i]) i++;
            out.resize(i);
        }
        return out;
    }
};
