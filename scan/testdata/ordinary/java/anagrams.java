import java.util.*;
import java.util.stream.*;
public class Main { public static void main(String[] args) { var g = Stream.of("eat", "tea", "tan", "ate", "nat", "bat").collect(Collectors.groupingBy(w -> w.chars().sorted().mapToObj(c -> "" + (char) c).collect(Collectors.joining()), TreeMap::new, Collectors.toList())); System.out.println(g); } }
