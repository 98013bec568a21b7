import java.util.Scanner;
class Grid { public static void main(String[] a) { Scanner in = new Scanner(System.in); int n = in.hasNextInt() ? in.nextInt() : 3; for (int i = 0; i < n; i++) { StringBuilder b = new StringBuilder(); for (int j = 0; j < n; j++) b.append((i + j) % 2 == 0 ? '#' : '.'); System.out.println(b); } } }
