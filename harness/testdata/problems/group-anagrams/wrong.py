class Solution:
    def groupAnagrams(self, strs):
        return [list(g) for _, g in groupby(strs, key=sorted)]
