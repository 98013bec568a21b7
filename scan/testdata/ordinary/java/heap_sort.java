import java.util.PriorityQueue;
import java.util.Comparator;
class Heap { public static void main(String[] a) { PriorityQueue<Integer> p = new PriorityQueue<>(Comparator.reverseOrder()); for (int x : new int[]{4, 8, 15, 16, 23, 42}) p.add(x); StringBuilder s = new StringBuilder(); while (!p.isEmpty()) s.append(p.poll()).append(' '); System.out.println(s.toString().trim()); } }
