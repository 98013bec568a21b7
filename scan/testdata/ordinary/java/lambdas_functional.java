import java.util.function.*;
import java.util.*;
public class Main { static <A, B, C> Function<A, C> then(Function<A, B> f, Function<B, C> g) { return x -> g.apply(f.apply(x)); } public static void main(String[] args) { Supplier<List<String>> s = ArrayList::new; List<String> l = s.get(); l.add("x"); BiFunction<Integer, Integer, Integer> add = Integer::sum; Runnable r = () -> System.out.println(l); r.run(); System.out.println(then((Integer x) -> x + 1, x -> "v" + x).apply(add.apply(1, 2)) + Optional.ofNullable((String) null).map(String::length).orElse(-1)); } }
