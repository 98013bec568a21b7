class Solution:
    def generate(self, numRows):
        return [[1] * (i + 1) for i in range(numRows)]
