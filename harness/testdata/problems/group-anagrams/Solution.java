class Solution {
    public List<List<String>> groupAnagrams(String[] strs) {
        return new ArrayList<>(Arrays.stream(strs).collect(Collectors.groupingBy(s -> {
            char[] key = s.toCharArray();
            Arrays.sort(key);
            return new String(key);
        })).values());
    }
}
