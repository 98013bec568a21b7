import java.util.*;
public class WordCount { public static void main(String[] args) { Scanner s = new Scanner(System.in); Map<String, Integer> m = new TreeMap<>(); while (s.hasNext()) m.merge(s.next(), 1, Integer::sum); if (m.isEmpty()) m.put("none", 0); for (Map.Entry<String, Integer> e : m.entrySet()) System.out.printf("%s=%d%n", e.getKey(), e.getValue()); } }
