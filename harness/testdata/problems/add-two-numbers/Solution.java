class Solution {
    public ListNode addTwoNumbers(ListNode a, ListNode b) { return add(a, b, 0); }
    private ListNode add(ListNode a, ListNode b, int carry) {
        if (a == null && b == null && carry == 0) return null;
        carry += (a == null ? 0 : a.val) + (b == null ? 0 : b.val);
        return new ListNode(carry % 10, add(a == null ? a : a.next, b == null ? b : b.next, carry / 10));
    }
}
