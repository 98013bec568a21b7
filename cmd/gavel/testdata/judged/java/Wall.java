// want: idleness_limit_exceeded wall_limit
// limits: cpu_ms=1000 wall_ms=800
public class Wall {
    public static void main(String[] args) throws InterruptedException {
        Thread.sleep(60_000);
    }
}
