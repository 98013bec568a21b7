class Solution {
public:
    bool isValidBST(TreeNode* root, long long low = LLONG_MIN, long long high = LLONG_MAX) {
        return !root || (low < root->val && root->val < high && isValidBST(root->left, low, root->val) && isValidBST(root->right, root->val, high));
    }
};
