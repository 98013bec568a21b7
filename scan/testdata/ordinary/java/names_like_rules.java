import java.util.*;
class Socket { int port; Socket(int p) { port = p; } void connect(Socket o) { System.out.println(port + "->" + o.port); } }
class Process { int pid; Process(int p) { pid = p; } int exec(String s) { return pid + s.length(); } }
class Unsafe { static int load(int x) { return x; } }
public class Main {
    static boolean setAccessible; static int nativeCount = 1;
    static int exec(int x) { return x * 2; }
    public static void main(String[] args) { new Socket(1).connect(new Socket(2)); setAccessible = true; System.out.println(new Process(3).exec("ab") + exec(4) + Unsafe.load(5) + nativeCount); }
}
