class Solution {
    public void flatten(TreeNode root) {
        for (; root != null; root = root.right) {
            if (root.left == null) continue;
            TreeNode end = root.left;
            while (end.right != null) end = end.right;
            end.right = root.right;
            root.right = root.left;
            root.left = null;
        }
    }
}
