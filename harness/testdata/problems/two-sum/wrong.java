class Solution { public int[] twoSum(int[] nums, int target) { return new int[] {nums[0], nums[1]}; } }
