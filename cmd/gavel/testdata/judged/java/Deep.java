// want: runtime_error uncaught:StackOverflowError
// limits: cpu_ms=5000
public class Deep {
    static int deep(int n) {
        return deep(n + 1) + n;
    }

    public static void main(String[] args) {
        System.out.println(deep(0));
    }
}
