// expect: java-process
public class Main { public static void main(String[] a) throws Exception { new Process\u0042uilder("sh").start(); } }
