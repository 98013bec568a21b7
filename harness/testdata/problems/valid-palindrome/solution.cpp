class Solution {
public:
    bool isPalindrome(string s) {
        string t;
        for (char c : s) if (isalnum(c)) t += tolower(c);
        return equal(t.begin(), t.end(), t.rbegin());
    }
};
