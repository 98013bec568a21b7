/**
 * Definition for singly-linked list.
 * struct ListNode {
 *     int val;
 *     ListNode *next;
 *     ListNode(int x) : val(x), next(nullptr) {}
 * };
 */
class Solution {
public:
    ListNode* reverseList(ListNode* head) {
        ListNode* back = nullptr;
        while (head) {
            ListNode* next = head->next;
            head->next = back;
            back = head;
            head = next;
        }
        return back;
    }
};
