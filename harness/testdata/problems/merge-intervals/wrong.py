class Solution:
    def merge(self, intervals):
        return sorted(intervals)
