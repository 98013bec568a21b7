// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=800 wall_ms=30000
public class ThreadBomb {
    public static void main(String[] args) {
        while (true) {
            try {
                new Thread(() -> {
                    while (true) Thread.onSpinWait();
                }).start();
            } catch (Throwable t) {
            }
        }
    }
}
