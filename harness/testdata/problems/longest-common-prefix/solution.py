class Solution:
    def longestCommonPrefix(self, strs: List[str]) -> str:
        return "".join(c[0] for c in takewhile(lambda c: len(set(c)) == 1, zip(*strs)))
