class Solution {
    void visit(TreeNode* n, size_t depth, vector<vector<int>>& out) {
        if (!n) return;
        if (out.size() == depth) out.emplace_back();
        out[depth].push_back(n->val);
        visit(n->left, depth + 1, out), visit(n->right, depth + 1, out);
    }
public:
    vector<vector<int>> levelOrder(TreeNode* root) {
        vector<vector<int>> out;
        visit(root, 0, out);
        return out;
    }
};
