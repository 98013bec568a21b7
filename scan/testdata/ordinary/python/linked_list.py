import sys
class ListNode:
    def __init__(self, val=0, next=None): self.val, self.next = val, next
def build(a):
    head = None
    for x in reversed(a): head = ListNode(x, head)
    return head
def rev(h, p=None):
    while h: h.next, p, h = p, h, h.next
    return p
h = rev(build(sys.stdin.read().split() or [1, 2, 3]))
while h: print(h.val, end=" -> "); h = h.next
print(None)
