// group: L
// attack: none: collections, big numbers, records, patterns, streams, time, regular expressions
// layer: passes
// want: accepted
// limits: cpu_ms=6000
// stdin: 5
// expected: 120 [1, 2, 3] 3.5 a-b true
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;

public class Library {
    record Point(int x, int y) {
    }

    public static void main(String[] args) {
        int n = new Scanner(System.in).nextInt();
        BigInteger factorial = IntStream.rangeClosed(1, n).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        List<Integer> sorted = Stream.of(3, 1, 2).sorted().collect(Collectors.toList());
        Object o = new Point(3, 4);
        double half = o instanceof Point(int x, int y) ? (x + y) / 2.0 : 0;
        String joined = Pattern.compile("\\s+").splitAsStream("a b").collect(Collectors.joining("-"));
        System.out.println(factorial + " " + sorted + " " + half + " " + joined + " " + Duration.ofSeconds(1).isPositive());
    }
}
