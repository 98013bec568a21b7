// want: memory_limit_exceeded uncaught:OutOfMemoryError
// limits: memory_bytes=67108864 cpu_ms=5000
import java.nio.ByteBuffer;
import java.util.ArrayList;

public class Direct {
    public static void main(String[] args) {
        ArrayList<ByteBuffer> kept = new ArrayList<>();
        while (true) kept.add(ByteBuffer.allocateDirect(8 << 20));
    }
}
