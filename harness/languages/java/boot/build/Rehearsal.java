import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Compiles a source of the image's, once, in a virtual machine that no other
 * source has entered: the compiler's classes are then there, and the standard
 * library's are found. Nothing of it stays.
 */
public final class Rehearsal {
    private static final Path DIRECTORY = Path.of("/tmp/rehearsal");

    public static void run() throws Exception {
        Method compile = Class.forName("com.sun.tools.javac.Main", true, ClassLoader.getSystemClassLoader())
            .getMethod("compile", String[].class);
        String[] arguments = {
            "-proc:none", "-implicit:none", "-encoding", "UTF-8", "-d", DIRECTORY.toString(), "/usr/lib/gavel/Sample.java",
        };
        try {
            Object status = compile.invoke(null, (Object) arguments);
            if (!status.equals(0)) throw new IllegalStateException("status " + status);
        } finally {
            remove();
        }
    }

    private static void remove() throws IOException {
        try (Stream<Path> paths = Files.walk(DIRECTORY)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
