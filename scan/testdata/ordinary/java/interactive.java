import java.util.*;
public class Guess { public static void main(String[] args) { Scanner in = new Scanner(System.in); int lo = 1, hi = 100; while (lo < hi) { int m = (lo + hi + 1) / 2; System.out.println("? " + m); System.out.flush(); if (!in.hasNext()) break; if (in.next().equals("<")) hi = m - 1; else lo = m; } System.out.println("! " + lo); } }
