// group: F
// attack: eats the heap, catching every error on the way
// layer: heap limit, CPU limit
// want: memory_limit_exceeded * | time_limit_exceeded cpu_limit | idleness_limit_exceeded wall_limit
// limits: memory_bytes=67108864 cpu_ms=3000
import java.util.*;

public class Heap {
    public static void main(String[] args) {
        List<Object> kept = new LinkedList<>();
        for (;;) {
            try {
                kept.add(new long[1 << 16]);
            } catch (OutOfMemoryError again) {
                kept.add(kept);
            }
        }
    }
}
