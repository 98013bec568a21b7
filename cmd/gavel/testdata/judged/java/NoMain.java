// want: compile_error compile
public class NoMain {
    void main2() {}
}
