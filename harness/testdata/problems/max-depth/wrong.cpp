class Solution { public: int maxDepth(TreeNode* r) { return r ? 1 + maxDepth(r->left) : 0; } };
