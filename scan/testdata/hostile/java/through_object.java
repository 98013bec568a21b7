// missed: the runtime returned from a method of the program's own
public class Main { static Runtime r() { return Runtime.getRuntime(); } public static void main(String[] a) throws Exception { r().exec("sh"); } }
