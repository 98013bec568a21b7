class Solution {
public:
    void setZeroes(vector<vector<int>>& m) {
        set<int> rows, cols;
        for (size_t i = 0; i < m.size(); i++)
            for (size_t j = 0; j < m[0].size(); j++)
                if (!m[i][j]) rows.insert(i), cols.insert(j);
        for (size_t i = 0; i < m.size(); i++)
            for (size_t j = 0; j < m[0].size(); j++)
                if (rows.count(i) || cols.count(j)) m[i][j] = 0;
    }
};
