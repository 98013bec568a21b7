class Solution { public: ListNode* mergeTwoLists(ListNode* a, ListNode* b) { if (!a) return b; auto t = a; while (t->next) t = t->next; t->next = b; return a; } };
