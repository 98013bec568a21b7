class Solution:
    def flatten(self, root: Optional[TreeNode]) -> None:
        while root:
            if root.left:
                end = root.left
                while end.right:
                    end = end.right
                end.right, root.right, root.left = root.right, root.left, None
            root = root.right
