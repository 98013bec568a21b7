class Solution {
    public void moveZeroes(int[] nums) {
        int at = 0;
        for (int n : nums) if (n != 0) nums[at++] = n;
        Arrays.fill(nums, at, nums.length, 0);
    }
}
