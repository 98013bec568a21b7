struct TreeNode { int val; TreeNode *left, *right; };
class Solution {
public:
    void flatten(TreeNode* root) {
        for (; root; root = root->right) {
            if (!root->left) continue;
            TreeNode* end = root->left;
            while (end->right) end = end->right;
            end->right = root->right;
            root->right = root->left;
            root->left = nullptr;
        }
    }
};
