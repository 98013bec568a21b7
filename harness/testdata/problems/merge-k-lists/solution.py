class Solution:
    def mergeKLists(self, lists: List[Optional[ListNode]]) -> Optional[ListNode]:
        heap = [(n.val, i, n) for i, n in enumerate(lists) if n]
        heapify(heap)
        head = tail = ListNode()
        while heap:
            _, i, n = heappop(heap)
            tail.next = tail = n
            if n.next:
                heappush(heap, (n.next.val, i, n.next))
        return head.next
