// want: accepted
// expected: refused
import java.io.FileOutputStream;

public class Files {
    public static void main(String[] args) {
        int done = 0;
        for (String path : new String[] {"/box/out/Files.class", "/box/new", "/etc/passwd", "/usr/lib/jvm/java/lib/modules", "/run/gavel/socket", "/proc/1/mem", "/new"}) {
            try (FileOutputStream out = new FileOutputStream(path)) {
                out.write(1);
                done++;
            } catch (java.io.IOException e) {
            }
        }
        System.out.println(done == 0 ? "refused" : done + " succeeded");
    }
}
