// want: output_limit_exceeded output_limit
// limits: output_bytes=65536
public class StderrFlood {
    public static void main(String[] args) {
        while (true) System.err.println("a line that comes again and again");
    }
}
