// expect: java-process
public class Main { public static void main(String[] a) throws Exception { // harmless \u000a new ProcessBuilder("sh").start();
} }
