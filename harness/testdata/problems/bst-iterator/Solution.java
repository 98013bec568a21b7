class BSTIterator {
    private final Deque<TreeNode> path = new ArrayDeque<>();
    public BSTIterator(TreeNode root) { push(root); }
    private void push(TreeNode n) { for (; n != null; n = n.left) path.push(n); }
    public int next() {
        TreeNode n = path.pop();
        push(n.right);
        return n.val;
    }
    public boolean hasNext() { return !path.isEmpty(); }
}
