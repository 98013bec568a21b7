class Solution {
public:
    vector<string> letterCombinations(string digits) {
        if (digits.empty()) return {};
        static const char* keys[] = {"abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"};
        vector<string> out{""};
        for (char d : digits) {
            vector<string> next;
            for (auto& s : out) for (const char* c = keys[d - '2']; *c; c++) next.push_back(s + *c);
            out.swap(next);
        }
        return out;
    }
};
