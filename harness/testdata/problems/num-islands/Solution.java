class Solution {
    char[][] g;
    int sink(int i, int j) {
        if (i < 0 || j < 0 || i >= g.length || j >= g[0].length || g[i][j] != '1') return 0;
        g[i][j] = '0';
        sink(i + 1, j); sink(i - 1, j); sink(i, j + 1); sink(i, j - 1);
        return 1;
    }
    public int numIslands(char[][] grid) {
        g = grid;
        int n = 0;
        for (int i = 0; i < g.length; i++) for (int j = 0; j < g[0].length; j++) n += sink(i, j);
        return n;
    }
}
