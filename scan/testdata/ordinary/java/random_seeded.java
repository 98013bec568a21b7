import java.util.*;
public class Main { public static void main(String[] args) { Random r = new Random(42); int[] c = new int[6]; for (int i = 0; i < 600; i++) c[r.nextInt(6)]++; System.out.println(Arrays.stream(c).sum() + " " + r.nextLong()); List<Integer> l = new ArrayList<>(List.of(1, 2, 3)); Collections.shuffle(l, r); System.out.println(l.size()); } }
