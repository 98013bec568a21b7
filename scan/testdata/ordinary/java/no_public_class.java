import java.util.*;
class Helper { static int twice(int x) { return 2 * x; } }
class App { public static void main(String[] args) { System.out.println(Helper.twice(21)); } }
