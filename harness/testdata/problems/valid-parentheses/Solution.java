class Solution {
    public boolean isValid(String s) {
        Deque<Character> open = new ArrayDeque<>();
        for (char c : s.toCharArray()) {
            int at = "([{".indexOf(c);
            if (at >= 0) open.push(")]}".charAt(at));
            else if (open.isEmpty() || open.pop() != c) return false;
        }
        return open.isEmpty();
    }
}
