class Solution:
    def threeSum(self, nums: List[int]) -> List[List[int]]:
        nums.sort()
        found = set()
        for i, a in enumerate(nums):
            seen = set()
            for b in nums[i + 1:]:
                if -a - b in seen:
                    found.add((b, -a - b, a))
                seen.add(b)
        return found
