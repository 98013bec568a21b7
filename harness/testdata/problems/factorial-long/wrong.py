class Solution:
    def product(self, a, b):
        return int(float(a) * float(b))
