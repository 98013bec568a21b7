// group: F
// attack: never ends: a shutdown hook that waits, a deadlock
// layer: worker (wall limit)
// want: idleness_limit_exceeded wall_limit
// limits: cpu_ms=2000 wall_ms=2000
public class Hang {
    public static void main(String[] args) {
        Object lock = new Object();
        java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            synchronized (lock) {
                System.out.println("never");
            }
        }));
        synchronized (lock) {
            System.exit(0);
        }
    }
}
