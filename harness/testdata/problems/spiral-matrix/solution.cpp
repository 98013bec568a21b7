class Solution {
public:
    vector<int> spiralOrder(vector<vector<int>>& m) {
        vector<int> out;
        int t = 0, b = m.size() - 1, l = 0, r = m[0].size() - 1;
        while (t <= b && l <= r) {
            for (int j = l; j <= r; j++) out.push_back(m[t][j]);
            for (int i = t + 1; i <= b; i++) out.push_back(m[i][r]);
            if (t < b) for (int j = r - 1; j >= l; j--) out.push_back(m[b][j]);
            if (l < r) for (int i = b - 1; i > t; i--) out.push_back(m[i][l]);
            t++, b--, l++, r--;
        }
        return out;
    }
};
