// expect: java-reflection
public class Main { public static void main(String[] a) throws Exception { Class.forName("java.la" + "ng.Runtime"); } }
