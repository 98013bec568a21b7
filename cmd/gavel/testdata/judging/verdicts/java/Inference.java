// want: compile_error compile_time
// Each call doubles what the compiler has to try.
public class Inference {
    interface A { int a(int x); }

    interface B { long b(int x); }

    static int f(A a) { return 1; }

    static int f(B b) { return 2; }

    public static void main(String[] args) {
        System.out.println(f((int x27) -> f((int x26) -> f((int x25) -> f((int x24) -> f((int x23) -> f((int x22) -> f((int x21) -> f((int x20) -> f((int x19) -> f((int x18) -> f((int x17) -> f((int x16) -> f((int x15) -> f((int x14) -> f((int x13) -> f((int x12) -> f((int x11) -> f((int x10) -> f((int x9) -> f((int x8) -> f((int x7) -> f((int x6) -> f((int x5) -> f((int x4) -> f((int x3) -> f((int x2) -> f((int x1) -> f((int x0) -> 1)))))))))))))))))))))))))))));
    }
}
