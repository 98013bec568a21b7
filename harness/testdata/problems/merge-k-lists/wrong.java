class Solution { public ListNode mergeKLists(ListNode[] lists) { return lists.length > 0 ? lists[0] : null; } }
