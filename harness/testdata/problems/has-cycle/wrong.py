class Solution:
    def hasCycle(self, head):
        return head is not None
