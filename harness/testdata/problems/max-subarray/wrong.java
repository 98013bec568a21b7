class Solution { public int maxSubArray(int[] nums) { int b = 0, h = 0; for (int n : nums) { h = Math.max(0, h + n); b = Math.max(b, h); } return b; } }
