// want: time_limit_exceeded cpu_limit
// limits: cpu_ms=500 wall_ms=30000
public class Cpu {
    public static void main(String[] args) {
        for (long i = 0; ; i++) {
            if (i < 0) System.out.println(i);
        }
    }
}
