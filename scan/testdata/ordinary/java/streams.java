import java.util.*;
import java.util.stream.*;
public class Main { public static void main(String[] args) { System.out.println(IntStream.rangeClosed(1, 10).filter(x -> x % 2 == 1).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]")) + Stream.iterate(1, x -> x * 2).limit(8).reduce(0, Integer::sum) + Arrays.stream(new int[]{3, 1, 2}).boxed().sorted(Collections.reverseOrder()).toList() + IntStream.range(0, 5).summaryStatistics()); } }
