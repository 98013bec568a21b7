class Solution {
public:
    string longestPalindrome(string s) {
        string best;
        for (size_t i = 0; i < s.size(); i++)
            for (size_t n = s.size() - i; n > best.size(); n--) {
                string t = s.substr(i, n);
                if (equal(t.begin(), t.end(), t.rbegin())) best = t;
            }
        return best;
    }
};
