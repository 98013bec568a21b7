// want: memory_limit_exceeded uncaught:OutOfMemoryError
// limits: memory_bytes=67108864 cpu_ms=5000
import java.util.ArrayList;

public class Memory {
    public static void main(String[] args) {
        ArrayList<byte[]> kept = new ArrayList<>();
        while (true) kept.add(new byte[1 << 20]);
    }
}
