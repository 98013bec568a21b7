class Solution {
    public List<TreeNode> allPossibleFBT(int n) {
        List<TreeNode> out = new ArrayList<>();
        if (n == 1) out.add(new TreeNode(0));
        if (n % 2 == 1)
            for (int i = 1; i < n; i += 2)
                for (TreeNode l : allPossibleFBT(i)) for (TreeNode r : allPossibleFBT(n - 1 - i)) out.add(new TreeNode(0, l, r));
        return out;
    }
}
