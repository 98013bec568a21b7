class Solution {
    public String longestPalindrome(String s) {
        String best = "";
        for (int i = 0; i < s.length(); i++)
            for (int j = i + best.length() + 1; j <= s.length(); j++) {
                String t = s.substring(i, j);
                if (t.length() > best.length() && new StringBuilder(t).reverse().toString().equals(t)) best = t;
            }
        return best;
    }
}
