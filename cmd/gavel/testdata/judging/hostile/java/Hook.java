// want: idleness_limit_exceeded wall_limit
// limits: cpu_ms=3000 wall_ms=1200
public class Hook {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (true) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                }
            }
        }));
        System.exit(0);
    }
}
