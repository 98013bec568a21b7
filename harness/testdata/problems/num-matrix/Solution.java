class NumMatrix {
    private final int[][] m;
    public NumMatrix(int[][] matrix) { m = matrix; }
    public int sumRegion(int r1, int c1, int r2, int c2) {
        int s = 0;
        for (int i = r1; i <= r2; i++) for (int j = c1; j <= c2; j++) s += m[i][j];
        return s;
    }
}
