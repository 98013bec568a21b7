class Solution { public: void reorderList(ListNode* head) { head->next = head; } };
