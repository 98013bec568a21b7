class Solution:
    def flatten(self, root):
        if root:
            root.right, root.left = root.left, root
