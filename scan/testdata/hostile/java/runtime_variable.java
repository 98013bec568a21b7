// expect: java-process
public class Main { public static void main(String[] a) throws Exception { Runtime r = Runtime.getRuntime(); r.exec(new String[]{"sh"}); } }
