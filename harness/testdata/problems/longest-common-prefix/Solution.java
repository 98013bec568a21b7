class Solution {
    public String longestCommonPrefix(String[] strs) {
        String out = strs[0];
        for (String s : strs) while (!s.startsWith(out)) out = out.substring(0, out.length() - 1);
        return out;
    }
}
