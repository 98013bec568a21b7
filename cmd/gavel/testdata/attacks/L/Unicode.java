// group: L
// attack: none: names, formats and text beyond ASCII
// layer: passes
// want: accepted
// limits: cpu_ms=4000
// stdin: grüße 🙂
// expected: GRÜSSE 🙂 2 1,234.50
import java.util.*;

public class Unicode {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        String größe = in.next(), gesicht = in.next();
        System.out.println(größe.toUpperCase(Locale.ROOT) + " " + gesicht + " " + gesicht.length() + " " + String.format(Locale.US, "%,.2f", 1234.5));
    }
}
