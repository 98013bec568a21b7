import java.util.Arrays;
public class BubbleSort { static void sort(int[] a) { for (int i = 0; i < a.length; i++) for (int j = 0; j + 1 < a.length - i; j++) if (a[j] > a[j + 1]) { int t = a[j]; a[j] = a[j + 1]; a[j + 1] = t; } } public static void main(String... args) { int[] a = {5, 2, 9, 1}; sort(a); System.out.println(Arrays.toString(a)); } }
