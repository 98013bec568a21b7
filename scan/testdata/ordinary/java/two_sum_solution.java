import java.util.HashMap;
import java.util.Map;
class Solution { public int[] twoSum(int[] nums, int target) { Map<Integer, Integer> seen = new HashMap<>(); for (int i = 0; i < nums.length; i++) { Integer j = seen.get(target - nums[i]); if (j != null) return new int[]{j, i}; seen.put(nums[i], i); } return new int[0]; } }
public class Main { public static void main(String[] args) { int[] r = new Solution().twoSum(new int[]{2, 7, 11, 15}, 9); System.out.println(r[0] + " " + r[1]); } }
