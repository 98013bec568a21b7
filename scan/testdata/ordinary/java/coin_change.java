import java.util.Arrays;
public class CoinChange { public static void main(String[] args) { int n = 63; int[] d = new int[n + 1]; Arrays.fill(d, Integer.MAX_VALUE - 1); d[0] = 0; for (int c : new int[]{1, 5, 10, 21, 25}) for (int i = c; i <= n; i++) d[i] = Math.min(d[i], d[i - c] + 1); System.out.println(d[n]); } }
