class Solution {
public:
    ListNode* addTwoNumbers(ListNode* a, ListNode* b, int carry = 0) {
        if (!a && !b && !carry) return nullptr;
        carry += (a ? a->val : 0) + (b ? b->val : 0);
        return new ListNode(carry % 10, addTwoNumbers(a ? a->next : a, b ? b->next : b, carry / 10));
    }
};
