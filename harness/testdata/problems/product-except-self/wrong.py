class Solution:
    def productExceptSelf(self, nums):
        p = math.prod(nums)
        return [p // n if n else p for n in nums]
