class Solution {
public:
    ListNode* mergeKLists(vector<ListNode*>& lists) {
        auto later = [](ListNode* a, ListNode* b) { return a->val > b->val; };
        priority_queue<ListNode*, vector<ListNode*>, decltype(later)> queue(later);
        for (auto n : lists) if (n) queue.push(n);
        ListNode head, *tail = &head;
        while (!queue.empty()) {
            tail = tail->next = queue.top();
            queue.pop();
            if (tail->next) queue.push(tail->next);
        }
        return head.next;
    }
};
