class Solution {
    public boolean checkValid(int[][] m) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            Set<Integer> a = new HashSet<>(), b = new HashSet<>();
            for (int j = 0; j < n; j++) { a.add(m[i][j]); b.add(m[j][i]); }
            if (a.size() < n || b.size() < n) return false;
        }
        return true;
    }
}
