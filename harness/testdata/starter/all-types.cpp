class Solution {
public:
    vector<string> f(long long a, vector<double>& b, vector<vector<char>>& c, vector<bool>& d, string e, vector<vector<int>>& f, vector<vector<char>>& g) {
        
    }
};
