// group: G
// attack: gives the right answer, then an exception
// layer: judge (order of verdicts)
// want: runtime_error uncaught:IllegalStateException
// expected: 7
public class ThenThrow {
    public static void main(String[] args) {
        System.out.println(7);
        throw new IllegalStateException("accepted");
    }
}
