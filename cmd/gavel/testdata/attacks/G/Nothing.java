// group: G
// attack: ends in a class initialiser, with success
// layer: judge (checker)
// want: wrong_answer
// expected: 7
public class Nothing {
    static {
        java.lang.Runtime.getRuntime().halt(0);
    }

    public static void main(String[] args) {
    }
}
