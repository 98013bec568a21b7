class Solution:
    def reverseList(self, head):
        return head
