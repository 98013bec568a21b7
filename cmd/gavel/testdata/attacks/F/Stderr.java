// group: F
// attack: floods stderr
// layer: worker (output limit)
// want: output_limit_exceeded output_limit
// limits: output_bytes=1048576 cpu_ms=5000
public class Stderr {
    public static void main(String[] args) {
        for (;;) System.err.println("x".repeat(65536));
    }
}
