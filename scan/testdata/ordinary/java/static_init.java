import java.util.*;
public class Main { static final Map<Character, Integer> V; static { V = new HashMap<>(); V.put('I', 1); V.put('V', 5); } { count++; } static int count; Main() { count += 10; } public static void main(String[] args) { new Main(); System.out.println(V.get('V') + " " + count); } }
