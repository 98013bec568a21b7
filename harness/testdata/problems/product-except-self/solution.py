class Solution:
    def productExceptSelf(self, nums: List[int]) -> List[int]:
        left = list(accumulate(nums, mul, initial=1))
        right = list(accumulate(reversed(nums), mul, initial=1))
        n = len(nums)
        return [left[i] * right[n - 1 - i] for i in range(n)]
