import java.util.regex.*;
public class Main { public static void main(String[] args) { Matcher m = Pattern.compile("(?<n>\\d+)").matcher("a1b22c333"); int s = 0; while (m.find()) s += Integer.parseInt(m.group("n")); System.out.println(s + "x-y".replaceAll("(\\w)-(\\w)", "$2-$1")); } }
