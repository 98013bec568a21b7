class Solution {
    public int maxSubArray(int[] nums) {
        int here = 0, best = Integer.MIN_VALUE;
        for (int n : nums) best = Math.max(best, here = Math.max(here + n, n));
        return best;
    }
}
