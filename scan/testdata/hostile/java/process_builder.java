// expect: java-process
public class Main { public static void main(String[] a) throws Exception { new ProcessBuilder("sh").start(); } }
