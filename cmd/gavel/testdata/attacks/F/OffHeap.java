// group: F
// attack: memory outside the heap: direct buffers, class data, mapped files
// layer: memory cgroup
// want: memory_limit_exceeded * | runtime_error *
// limits: memory_bytes=67108864 cpu_ms=6000
import java.lang.foreign.Arena;

public class OffHeap {
    public static void main(String[] args) {
        for (;;) Arena.global().allocate(1 << 22).fill((byte) 1);
    }
}
