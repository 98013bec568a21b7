// want: compile_error compile_time
// The type of the whole has 2^22 parts.
class CompileTime {
    record Pair<A, B>(A a, B b) {}

    static <T> Pair<T, T> twice(T t) {
        return new Pair<>(t, t);
    }

    public static void main(String[] args) {
        Object o = twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(twice(1))))))))))))))))))))));
    }
}
