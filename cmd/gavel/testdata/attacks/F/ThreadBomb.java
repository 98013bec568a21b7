// group: F
// attack: starts threads without end
// layer: pids cgroup
// want: runtime_error * | memory_limit_exceeded * | time_limit_exceeded cpu_limit | idleness_limit_exceeded wall_limit
// limits: cpu_ms=3000
public class ThreadBomb {
    public static void main(String[] args) {
        for (;;) new Thread(() -> {
            while (true) Thread.onSpinWait();
        }).start();
    }
}
