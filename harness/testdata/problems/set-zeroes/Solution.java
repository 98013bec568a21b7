class Solution {
    public void setZeroes(int[][] m) {
        Set<Integer> rows = new HashSet<>(), cols = new HashSet<>();
        for (int i = 0; i < m.length; i++) for (int j = 0; j < m[0].length; j++) if (m[i][j] == 0) { rows.add(i); cols.add(j); }
        for (int i = 0; i < m.length; i++) for (int j = 0; j < m[0].length; j++) if (rows.contains(i) || cols.contains(j)) m[i][j] = 0;
    }
}
