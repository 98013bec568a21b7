class Solution { public: bool isPalindrome(string s) { return string(s.rbegin(), s.rend()) == s; } };
