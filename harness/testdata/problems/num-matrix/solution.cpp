class NumMatrix {
    vector<vector<int>>& m;
public:
    NumMatrix(vector<vector<int>>& matrix) : m(matrix) {}
    int sumRegion(int r1, int c1, int r2, int c2) {
        int s = 0;
        for (int i = r1; i <= r2; i++) s = accumulate(m[i].begin() + c1, m[i].begin() + c2 + 1, s);
        return s;
    }
};
