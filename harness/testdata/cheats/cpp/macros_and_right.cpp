// accepted: what people define
#define int long long
#define all(x) (x).begin(), (x).end()
#define rep(i, n) for (int i = 0; i < (int)(n); i++)
#define auto auto
#define const
#define class struct
#define f first
#define input cin
#define result res
#define values vals
#define T int
class Solution { public: int total(vector<int>& nums) { int s = 0; rep(i, nums.size()) s += nums[i]; return s; } };
