class Solution:
    def isValid(self, s):
        return len(s) % 2 == 0
