class Solution:
    def addTwoNumbers(self, a, b):
        head = a
        while a:
            a.val += b.val if b else 0
            a, b = a.next, b and b.next
        return head
