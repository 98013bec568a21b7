struct ListNode {
    int val;
    ListNode* next;
    ListNode(int x) : val(x), next(NULL) {}
};
class Solution {
public:
    ListNode* mergeTwoLists(ListNode* a, ListNode* b) {
        if (!a || !b) return a ? a : b;
        if (a->val > b->val) swap(a, b);
        a->next = mergeTwoLists(a->next, b);
        return a;
    }
};
