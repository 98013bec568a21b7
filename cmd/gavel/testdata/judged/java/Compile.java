// want: compile_error compile
public class Compile {
    public static void main(String[] args) {
        int x = "text";
    }
}
