class Solution {
    int sink(vector<vector<char>>& g, int i, int j) {
        if (i < 0 || j < 0 || i >= (int)g.size() || j >= (int)g[0].size() || g[i][j] != '1') return 0;
        g[i][j] = '0';
        sink(g, i + 1, j), sink(g, i - 1, j), sink(g, i, j + 1), sink(g, i, j - 1);
        return 1;
    }
public:
    int numIslands(vector<vector<char>>& grid) {
        int n = 0;
        for (size_t i = 0; i < grid.size(); i++)
            for (size_t j = 0; j < grid[0].size(); j++) n += sink(grid, i, j);
        return n;
    }
};
