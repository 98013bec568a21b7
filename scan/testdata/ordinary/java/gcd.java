import java.util.function.*;
public class Gcd { static int gcd(int a, int b) { return b == 0 ? a : gcd(b, a % b); } public static void main(String[] x) { IntBinaryOperator g = Gcd::gcd; System.out.println(g.applyAsInt(240, 46)); } }
