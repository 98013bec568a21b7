class Solution {
public:
    bool checkValid(vector<vector<int>>& m) {
        size_t n = m.size();
        for (size_t i = 0; i < n; i++) {
            set<int> a, b;
            for (size_t j = 0; j < n; j++) a.insert(m[i][j]), b.insert(m[j][i]);
            if (a.size() < n || b.size() < n) return false;
        }
        return true;
    }
};
