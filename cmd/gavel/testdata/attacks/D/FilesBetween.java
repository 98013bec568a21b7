// group: D
// attack: leaves files, preferences and a lock for the next submission
// layer: mount (each cell has file systems of its own), seccomp
// want: accepted
// rounds: leave, look
// held: tmp, lock
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.util.Scanner;

public class FilesBetween {
    public static void main(String[] args) throws Exception {
        if (new Scanner(System.in).next().equals("leave")) {
            Files.writeString(Path.of("/tmp/left"), "x");
        } else {
            System.out.println(Files.exists(Path.of("/tmp/left")) ? "BREACH tmp" : "held tmp");
        }
        try (FileChannel shared = FileChannel.open(Path.of("/usr/lib/jvm/java/release"))) {
            shared.lock(0, 1, true);
            System.out.println("BREACH a lock on a shared file");
        } catch (java.io.IOException e) {
            System.out.println("held lock " + e);
        }
    }
}
