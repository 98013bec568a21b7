class Solution:
    def rotate(self, nums, k):
        nums = nums[-k:] + nums[:-k]
