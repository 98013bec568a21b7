class Solution {
    public List<String> letterCombinations(String digits) {
        LinkedList<String> out = new LinkedList<>();
        if (digits.isEmpty()) return out;
        String[] keys = {"abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"};
        out.add("");
        for (char d : digits.toCharArray())
            for (int n = out.size(); n > 0; n--) {
                String s = out.remove();
                for (char c : keys[d - '2'].toCharArray()) out.add(s + c);
            }
        return out;
    }
}
