// accepted: every name of the driver's that is not reserved is free
namespace reader {}
struct writer {};
template <class X> void apply(X) {}
template <class... X> void construct(X...) {}
template <class... X> void read_values(X...) {}
template <class... X> void refuse_cycle(X...) {}
template <class... X> void finish(X...) {}
int operation, output_, document, result, plan, usual, count_to;
class Solution { public: int total(const vector<int>& nums) const { return accumulate(nums.begin(), nums.end(), 0); } };
