class Solution { public: vector<vector<int>> levelOrder(TreeNode* r) { return r ? vector<vector<int>>{{r->val}} : vector<vector<int>>{}; } };
