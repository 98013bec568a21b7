import java.util.*;
public class Main { public static void main(String[] args) { System.out.println(String.format(Locale.ROOT, "%5.2f|%-5s|%05d|%x|%b|%,d", Math.PI, "ab", 42, 255, true, 1234567)); System.out.printf("%s %c%n", "a,b,,c".split(",").length, 'x'); System.out.println(String.join("-", List.of("a", "b")) + "ab".repeat(2) + "  t ".strip() + "x".compareTo("y")); } }
