class BSTIterator {
    stack<TreeNode*> path;
    void push(TreeNode* n) { for (; n; n = n->left) path.push(n); }
public:
    BSTIterator(TreeNode* root) { push(root); }
    int next() {
        TreeNode* n = path.top();
        path.pop();
        push(n->right);
        return n->val;
    }
    bool hasNext() { return !path.empty(); }
};
