class Solution {
    public boolean isValidBST(TreeNode root) { return isValidBST(root, Long.MIN_VALUE, Long.MAX_VALUE); }
    private boolean isValidBST(TreeNode root, long low, long high) {
        return root == null || low < root.val && root.val < high && isValidBST(root.left, low, root.val) && isValidBST(root.right, root.val, high);
    }
}
