// group: D
// attack: leaves what a virtual machine looks for at its start: preferences, performance data, attach files, options
// layer: gavel-init (empties /tmp)
// want: accepted
// stdin: leave
// stdin: look
// held: tmp, threads
import java.nio.file.*;
import java.util.Scanner;

public class Leftovers {
    public static void main(String[] args) throws Exception {
        if (new Scanner(System.in).next().equals("leave")) {
            for (String name : new String[] {"hsperfdata_program/1", ".java/.userPrefs/x", ".attach_pid1", ".java_pid1", "java.options", ".hotspotrc"}) {
                Path path = Path.of("/tmp", name);
                Files.createDirectories(path.getParent());
                Files.writeString(path, "-XX:+PrintFlagsFinal");
            }
            new Thread(() -> { while (true) System.out.print(""); }).start();
            System.out.println("left");
            System.out.flush();
            java.lang.Runtime.getRuntime().halt(0);
        }
        try (var left = Files.list(Path.of("/tmp"))) {
            var names = left.toList();
            System.out.println((names.isEmpty() ? "held tmp " : "BREACH tmp ") + names);
        }
        System.out.println(Thread.activeCount() == 1 ? "held threads" : "BREACH threads");
    }
}
