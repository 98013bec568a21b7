// import java.net.Socket; Runtime.getRuntime().exec("ls");
/** Class.forName("java.lang.Runtime").setAccessible(true); native void f(); */
public class Main {
    static final String S = "new ProcessBuilder(\"sh\").start()", T = "sun.misc.Unsafe";
    public static void main(String[] args) {
        String block = """
            import sun.misc.Unsafe;
            System.loadLibrary("x"); // "quoted"
            """;
        char q = '"', b = '\'', c = '\\';
        System.out.println(S.length() + T.length() + block.length() + "" + q + b + c /* native */);
    }
}
