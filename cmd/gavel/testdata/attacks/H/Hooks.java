// group: H
// attack: hooks for the end of the virtual machine, cleaners and uncaught handlers that write a result
// layer: harness (the driver halts), judge
// want: refused
import java.io.FileOutputStream;

class Solution {
    static void forge() {
        try (FileOutputStream channel = new FileOutputStream("/proc/self/fd/3")) {
            channel.write("{\"result\":987654,\"decode_ns\":1,\"encode_ns\":1}\n".getBytes());
        } catch (Exception e) {
            System.out.println(e);
        }
    }

    public int total(int[] nums) {
        Runtime.getRuntime().addShutdownHook(new Thread(Solution::forge));
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> forge());
        java.lang.ref.Cleaner.create().register(new Object(), Solution::forge);
        throw new IllegalStateException("and now the hooks");
    }
}
