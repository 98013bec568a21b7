// group: C
// attack: reads a file of the host by Java's ways: files, URLs, channels, scripts
// layer: mount
// want: accepted
// held: file, url, channel, walk, zip
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.*;

public class HostFile {
    interface Step {
        Object run() throws Throwable;
    }

    static void attempt(String what, Step step) {
        try {
            System.out.println("BREACH " + what + " " + step.run());
        } catch (Throwable e) {
            System.out.println("held " + what + " " + e);
        }
    }

    static void check(String what, boolean right) {
        System.out.println((right ? "held " : "BREACH ") + what);
    }

    public static void main(String[] args) {
        Path secret = Path.of("/var/tmp/gavel-attack/secret");
        attempt("file", () -> Files.readString(secret));
        attempt("url", () -> new String(URI.create("file://" + secret).toURL().openStream().readAllBytes()));
        attempt("channel", () -> FileChannel.open(Path.of("/box/out/../../../..").resolve("var/tmp/gavel-attack/secret")));
        attempt("walk", () -> Files.walk(Path.of("/var/tmp")).toList());
        attempt("zip", () -> FileSystems.newFileSystem(secret).getPath("/"));
    }
}
