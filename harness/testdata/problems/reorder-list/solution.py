class Solution:
    def reorderList(self, head: Optional[ListNode]) -> None:
        nodes = deque()
        while head:
            nodes.append(head)
            head = head.next
        last = None
        front = True
        while nodes:
            n = nodes.popleft() if front else nodes.pop()
            if last:
                last.next = n
            last, front = n, not front
        last.next = None
