public class Main implements Runnable {
    static int depth(int n) { return n == 0 ? 0 : 1 + depth(n - 1); }
    public void run() { System.out.println(depth(50000)); }
    public static void main(String[] args) throws Exception { Thread t = new Thread(null, new Main(), "main", 1 << 27); t.start(); t.join(); }
}
