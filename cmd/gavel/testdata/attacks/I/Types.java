// group: I
// attack: types whose inference takes for ever
// layer: CPU limit of the build, memory of the compiler
// want: compile_error compile* | accepted
// limits: cpu_ms=4000
import java.util.*;
import java.util.function.*;

public class Types {
    static <T> T id(T x) {
        return x;
    }

    static <A, B> Function<A, B> f(Function<A, B> g) {
        return g;
    }

    public static void main(String[] args) {
        Function<Integer, Function<Integer, Function<Integer, Function<Integer, Function<Integer, Function<Integer, Integer>>>>>> deep =
            f(a -> f(b -> f(c -> f(d -> f(e -> f(g -> id(id(id(id(a + b + c + d + e + g)))))))))); 
        System.out.println(deep != null);
    }
}
