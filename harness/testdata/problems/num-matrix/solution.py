class NumMatrix:
    def __init__(self, matrix: List[List[int]]):
        self.m = matrix

    def sumRegion(self, row1: int, col1: int, row2: int, col2: int) -> int:
        return sum(sum(r[col1:col2 + 1]) for r in self.m[row1:row2 + 1])
