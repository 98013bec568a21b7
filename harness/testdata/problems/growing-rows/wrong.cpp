class Rows {
    vector<vector<int>> rows = vector<vector<int>>(1);

public:
    vector<int>& add(int val) {
        rows[0].push_back(val);
        return rows[0] = {val};
    }

    vector<vector<int>>& all() { return rows; }
};
