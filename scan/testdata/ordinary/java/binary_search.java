import java.util.Arrays;
public class Main { public static void main(String[] args) { int[] a = {1, 3, 5, 7, 9}; int lo = 0, hi = a.length; while (lo < hi) { int m = lo + hi >>> 1; if (a[m] < 6) lo = m + 1; else hi = m; } System.out.println(lo + " " + Arrays.binarySearch(a, 7)); } }
