class Solution {
    public void reorderList(ListNode head) {
        ArrayDeque<ListNode> nodes = new ArrayDeque<>();
        for (ListNode n = head; n != null; n = n.next) nodes.add(n);
        ListNode last = null;
        for (boolean front = true; !nodes.isEmpty(); front = !front) {
            ListNode n = front ? nodes.pollFirst() : nodes.pollLast();
            if (last != null) last.next = n;
            last = n;
        }
        last.next = null;
    }
}
