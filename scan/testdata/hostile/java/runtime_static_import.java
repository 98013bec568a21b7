// expect: java-process
import static java.lang.Runtime.*;
public class Main { public static void main(String[] a) throws Exception { getRuntime().exec("sh"); } }
