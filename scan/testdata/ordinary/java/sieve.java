import java.util.*;
public class Sieve { public static void main(String[] args) { int n = 100; BitSet c = new BitSet(n + 1); for (int i = 2; i <= n; i++) if (!c.get(i)) { System.out.print(i + " "); for (int j = i * i; j <= n; j += i) c.set(j); } System.out.println(); } }
