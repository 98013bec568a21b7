class Solution {
public:
    void reorderList(ListNode* head) {
        deque<ListNode*> nodes;
        for (auto n = head; n; n = n->next) nodes.push_back(n);
        ListNode* last = nullptr;
        for (bool front = true; !nodes.empty(); front = !front) {
            ListNode* n = front ? nodes.front() : nodes.back();
            front ? nodes.pop_front() : nodes.pop_back();
            if (last) last->next = n;
            last = n;
        }
        if (last) last->next = nullptr;
    }
};
