class Solution {
public:
    double findMedianSortedArrays(vector<int>& a, vector<int>& b) {
        a.insert(a.end(), b.begin(), b.end());
        sort(a.begin(), a.end());
        size_t n = a.size();
        return (a[n / 2] + a[(n - 1) / 2]) / 2.0;
    }
};
