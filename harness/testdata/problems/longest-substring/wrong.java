class Solution { public int lengthOfLongestSubstring(String s) { return (int) s.chars().distinct().count(); } }
