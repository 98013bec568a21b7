class Solution {
    bool isValid(const string& s, size_t at, string open) {
        for (; at < s.size(); at++) {
            if (s[at] == '(' || s[at] == '[' || s[at] == '{') { open += s[at]; continue; }
            char want = s[at] == ')' ? '(' : s[at] == ']' ? '[' : '{';
            if (open.empty() || open.back() != want) return false;
            open.pop_back();
        }
        return open.empty();
    }
public:
    bool isValid(string s) { return isValid(s, 0, ""); }
};
