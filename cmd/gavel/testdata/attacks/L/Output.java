// group: L
// attack: none: a million numbers by a buffered writer
// layer: passes
// want: accepted
// limits: cpu_ms=6000
import java.io.*;

public class Output {
    public static void main(String[] args) {
        try (PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)))) {
            for (int i = 0; i < 1_000_000; i++) out.println(i);
        }
    }
}
