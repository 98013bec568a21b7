// want: runtime_error uncaught:ExceptionInInitializerError
public class Initializer {
    static int never = 1 / Integer.parseInt("0");

    public static void main(String[] args) {
        System.out.println(never);
    }
}
