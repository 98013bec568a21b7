class Solution {
public:
    ListNode *detectCycle(ListNode *head) {
        unordered_set<ListNode*> seen;
        while (head && seen.insert(head).second) head = head->next;
        return head;
    }
};
