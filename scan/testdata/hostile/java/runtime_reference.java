// expect: java-process
interface F { Process f(String s) throws Exception; }
public class Main { public static void main(String[] a) throws Exception { F f = Runtime.getRuntime()::exec; f.f("sh"); } }
