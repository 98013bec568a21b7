class Solution {
public:
    vector<vector<int>> generate(int numRows) {
        vector<vector<int>> out;
        for (int i = 0; i < numRows; i++) {
            out.emplace_back(i + 1, 1);
            for (int j = 1; j < i; j++) out[i][j] = out[i - 1][j - 1] + out[i - 1][j];
        }
        return out;
    }
};
