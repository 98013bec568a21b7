class Solution {
    public int[] twoSum(int[] nums, int target) {
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = 0; i < nums.length; i++) {
            Integer at = seen.get(target - nums[i]);
            if (at != null) return new int[] {at, i};
            seen.put(nums[i], i);
        }
        return new int[0];
    }
}
