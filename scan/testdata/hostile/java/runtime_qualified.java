// expect: java-process
public class Main { public static void main(String[] a) throws Exception { java . lang /* x */ . Runtime
  .getRuntime() // y
  .exec("sh"); } }
