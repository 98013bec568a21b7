// accepted: it counts as none
package some.where;
import java.util.List;
public class Solution {
    public int total(int[] nums) { List<Integer> all = new ArrayList<>(); for (int n : nums) all.add(n); return all.stream().mapToInt(n -> n).sum(); }
}
