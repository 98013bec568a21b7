class MedianFinder {
    multiset<int> nums;
public:
    void addNum(int num) { nums.insert(num); }
    double findMedian() { return (*next(nums.begin(), nums.size() / 2) + *next(nums.begin(), (nums.size() - 1) / 2)) / 2.0; }
};
