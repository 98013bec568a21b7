// want: runtime_error uncaught:ArithmeticException
public class Uncaught {
    public static void main(String[] args) {
        System.out.println(1 / args.length);
    }
}
