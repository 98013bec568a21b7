class ListNode:
    def __init__(self, x):
        self.val = x
        self.next = None

class Solution:
    def mergeTwoLists(self, a: Optional[ListNode], b: Optional[ListNode]) -> Optional[ListNode]:
        head = tail = ListNode(0)
        while a and b:
            if a.val > b.val:
                a, b = b, a
            tail.next = tail = a
            a = a.next
        tail.next = a or b
        return head.next
