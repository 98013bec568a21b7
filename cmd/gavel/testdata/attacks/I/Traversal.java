// group: I
// attack: a class named after a path that leads out, by escapes
// layer: harness (names), compiler
// want: compile_error compile
public class \u002e\u002e\u002f\u002e\u002e\u002ftmp\u002fevil {
    public static void main(String[] args) {
        System.out.println("BREACH");
    }
}
