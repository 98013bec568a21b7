// expect: java-process
public class Main { public static void main(String[] a) throws Exception { var r = Runtime.getRuntime(); r.exec("sh"); } }
