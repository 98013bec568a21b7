// group: L
// attack: none: recursion a hundred thousand deep
// layer: passes
// want: accepted
// limits: cpu_ms=4000
// expected: 5000050000
public class Recursion {
    static long sum(long n) {
        return n == 0 ? 0 : n + sum(n - 1);
    }

    public static void main(String[] args) {
        System.out.println(sum(100_000));
    }
}
