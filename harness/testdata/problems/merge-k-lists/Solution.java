class Solution {
    public ListNode mergeKLists(ListNode[] lists) {
        PriorityQueue<ListNode> queue = new PriorityQueue<>((a, b) -> a.val - b.val);
        for (ListNode n : lists) if (n != null) queue.add(n);
        ListNode head = new ListNode(), tail = head;
        while (!queue.isEmpty()) {
            tail = tail.next = queue.poll();
            if (tail.next != null) queue.add(tail.next);
        }
        return head.next;
    }
}
