class Solution {
    public List<List<Integer>> threeSum(int[] nums) {
        Arrays.sort(nums);
        Set<List<Integer>> out = new HashSet<>();
        for (int i = 0; i < nums.length; i++)
            for (int l = i + 1, r = nums.length - 1; l < r; ) {
                int s = nums[i] + nums[l] + nums[r];
                if (s == 0) out.add(Arrays.asList(nums[i], nums[l], nums[r]));
                if (s < 0) l++; else r--;
            }
        return new ArrayList<>(out);
    }
}
