# accepted: nothing of it runs
class Solution:
    def total(self, nums: List[int]) -> int:
        return sum(nums)

if __name__ == "__main__":
    print(Solution().total([1]))
    sys.exit(3)
