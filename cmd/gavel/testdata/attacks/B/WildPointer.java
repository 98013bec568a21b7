// group: B
// attack: corrupts the virtual machine's memory
// layer: none is needed: the process is the program's
// want: runtime_error signal:SIGSEGV | runtime_error signal:SIGABRT | runtime_error exit:* | runtime_error uncaught:*
// limits: cpu_ms=6000
import java.lang.foreign.*;

public class WildPointer {
    public static void main(String[] args) {
        MemorySegment.ofAddress(16).reinterpret(1 << 20).fill((byte) 0);
        System.out.println("BREACH the null page could be written");
    }
}
