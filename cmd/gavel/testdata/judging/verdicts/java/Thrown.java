// want: runtime_error uncaught:Unlucky
public class Thrown {
    static class Unlucky extends RuntimeException {
        Unlucky(Throwable cause) { super("13: and more words", cause); }
    }

    public static void main(String[] args) {
        throw new Unlucky(new IllegalStateException("inside"));
    }
}
