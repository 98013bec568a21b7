// group: A
// attack: the same from a virtual machine: descriptors, gavel-init, the image, /proc
// layer: gavel-init, mount
// want: accepted
// held: descriptors, init-mem, image, program, proc, sys, shell
import java.nio.file.*;
import java.util.*;

public class Runtime {
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

    public static void main(String[] args) throws Exception {
        List<String> open = new ArrayList<>();
        for (String fd : new java.io.File("/proc/self/fd").list()) {
            try {
                open.add(Files.readSymbolicLink(Path.of("/proc/self/fd", fd)).toString());
            } catch (NoSuchFileException gone) {
                // the listing's own
            }
        }
        open.removeIf(f -> f.startsWith("/memfd:gavel") || f.startsWith("pipe:") || f.startsWith("/usr/lib/jvm/") || f.startsWith("/box/"));
        check("descriptors", open.isEmpty());
        attempt("init-mem", () -> Files.readAllBytes(Path.of("/proc/1/maps")));
        attempt("image", () -> Files.createFile(Path.of("/usr/lib/jvm/new")));
        attempt("program", () -> Files.createFile(Path.of("/box/out/New.class")));
        attempt("proc", () -> Files.newOutputStream(Path.of("/proc/self/oom_score_adj"), StandardOpenOption.WRITE));
        attempt("sys", () -> Files.list(Path.of("/sys")));
        attempt("shell", () -> new ProcessBuilder("/bin/sh", "-c", "id").start());
    }
}
