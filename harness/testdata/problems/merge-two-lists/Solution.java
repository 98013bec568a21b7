class ListNode {
    int val;
    ListNode next;
    ListNode(int x) { val = x; }
}
class Solution {
    public ListNode mergeTwoLists(ListNode a, ListNode b) {
        if (a == null) return b;
        if (b == null) return a;
        if (a.val > b.val) return mergeTwoLists(b, a);
        a.next = mergeTwoLists(a.next, b);
        return a;
    }
}
