class Solution:
    def removeDuplicates(self, nums):
        nums[:] = sorted(set(nums))
        return -1
