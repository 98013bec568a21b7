// want: runtime_error exit:9
public class Halt {
    public static void main(String[] args) {
        Runtime.getRuntime().halt(9);
    }
}
