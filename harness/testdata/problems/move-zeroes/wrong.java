class Solution { public void moveZeroes(int[] nums) { Arrays.sort(nums); } }
