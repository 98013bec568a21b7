// want: accepted
// limits: processes=8 cpu_ms=5000 wall_ms=30000
// expected: refused
// What the JVM itself says of it is no part of stdout.
public class RefusedThread {
    public static void main(String[] args) {
        try {
            for (int i = 0; i < 200; i++) {
                Thread t = new Thread(() -> {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                    }
                });
                t.setDaemon(true);
                t.start();
            }
        } catch (OutOfMemoryError e) {
            System.out.println("refused");
        }
    }
}
