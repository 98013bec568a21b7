class Solution:
    def merge(self, intervals: List[List[int]]) -> List[List[int]]:
        out = []
        for a, b in sorted(intervals):
            if out and a <= out[-1][1]:
                out[-1][1] = max(out[-1][1], b)
            else:
                out.append([a, b])
        return out
