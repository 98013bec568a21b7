// want: runtime_error processes_limit
// limits: processes=8 cpu_ms=5000 wall_ms=30000
public class Threads {
    public static void main(String[] args) {
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
    }
}
