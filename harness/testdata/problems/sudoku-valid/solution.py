class Solution:
    def checkValid(self, matrix: List[List[int]]) -> bool:
        want = set(range(1, len(matrix) + 1))
        return all(set(line) == want for line in chain(matrix, zip(*matrix)))
