class Solution:
    @cache
    def allPossibleFBT(self, n: int) -> List[Optional[TreeNode]]:
        if n == 1:
            return [TreeNode(0)]
        return [TreeNode(0, l, r) for i in range(1, n, 2) for l in self.allPossibleFBT(i) for r in self.allPossibleFBT(n - 1 - i)] if n % 2 else []
