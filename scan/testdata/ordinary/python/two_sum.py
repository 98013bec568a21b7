import sys
class Solution:
    def twoSum(self, nums, target):
        seen = {}
        for i, x in enumerate(nums):
            if (j := seen.get(target - x)) is not None: return [j, i]
            seen[x] = i
a = list(map(int, sys.stdin.read().split())) or [9, 2, 7, 11, 15]
print(Solution().twoSum(a[1:], a[0]))
