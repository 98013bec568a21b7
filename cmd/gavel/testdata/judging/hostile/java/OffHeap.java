// want: memory_limit_exceeded oom_kill
// limits: memory_bytes=67108864 cpu_ms=10000
// Memory that the JVM does not count.
import java.lang.reflect.Field;
import sun.misc.Unsafe;

public class OffHeap {
    public static void main(String[] args) throws Exception {
        Field f = Unsafe.class.getDeclaredField("theUnsafe");
        f.setAccessible(true);
        Unsafe u = (Unsafe) f.get(null);
        while (true) u.setMemory(u.allocateMemory(8 << 20), 8 << 20, (byte) 1);
    }
}
