// group: G
// attack: has its work done by threads that end before the program does
// layer: cpuacct cgroup
// want: accepted
// limits: cpu_ms=4000
// atleast: cpu_ms=290
public class CpuOfThreads {
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> {
                long end = System.nanoTime() + 100_000_000;
                while (System.nanoTime() < end) Thread.onSpinWait();
            });
            thread.start();
            thread.join();
        }
        long start = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        while (java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start < 300_000_000L) Thread.onSpinWait();
    }
}
