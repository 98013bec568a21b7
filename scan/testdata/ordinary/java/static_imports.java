import static java.lang.Math.*;
import static java.lang.System.out;
import static java.util.stream.Collectors.*;
import java.util.stream.*;
public class Main { public static void main(String[] args) { out.println(max(abs(-3), 2) + " " + PI + " " + Stream.of("a", "bb").collect(toMap(x -> x, String::length))); } }
