// group: F
// attack: spins in threads, in a shutdown hook and in a class initialiser
// layer: cpuacct cgroup
// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=1000
public class Spin {
    static {
        java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (true) Thread.onSpinWait();
        }));
        for (int i = 0; i < 4; i++) new Thread(() -> {
            while (true) Thread.onSpinWait();
        }).start();
    }

    public static void main(String[] args) {
        System.exit(0);
    }
}
