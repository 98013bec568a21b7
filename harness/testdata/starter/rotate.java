class Solution {
    public void rotate(int[] nums, int k) {
        
    }
}
