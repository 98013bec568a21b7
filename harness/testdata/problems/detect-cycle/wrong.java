class Solution { public ListNode detectCycle(ListNode head) { return head == null ? null : new ListNode(head.val); } }
