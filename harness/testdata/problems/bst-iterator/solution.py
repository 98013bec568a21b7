class BSTIterator:
    def __init__(self, root: Optional[TreeNode]):
        self.stack = []
        self.push(root)

    def push(self, node):
        while node:
            self.stack.append(node)
            node = node.left

    def next(self) -> int:
        node = self.stack.pop()
        self.push(node.right)
        return node.val

    def hasNext(self) -> bool:
        return bool(self.stack)
