class Solution:
    def threeSum(self, nums):
        return [list(c) for c in combinations(nums, 3) if sum(c) == 0]
