class Solution {
public:
    vector<vector<int>> merge(vector<vector<int>>& intervals) {
        sort(intervals.begin(), intervals.end());
        vector<vector<int>> out;
        for (auto& v : intervals)
            if (!out.empty() && v[0] <= out.back()[1]) out.back()[1] = max(out.back()[1], v[1]);
            else out.push_back(v);
        return out;
    }
};
