class Solution:
    def product(self, a: int, b: int) -> int:
        return a * b
