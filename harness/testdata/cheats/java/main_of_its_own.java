// accepted: nothing of it runs
public class Solution {
    public int total(int[] nums) { return Arrays.stream(nums).sum(); }
    public static void main(String[] args) { System.exit(3); }
}
