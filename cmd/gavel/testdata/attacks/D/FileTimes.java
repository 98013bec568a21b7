// group: D
// attack: marks class files for the next test by reading them, which would change their access time
// layer: mount (noatime)
// want: accepted
// stdin: leave
// stdin: look
// held: unread
import java.nio.file.*;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Scanner;

public class FileTimes {
    static class Marked {
        static int x = 1;
    }

    public static void main(String[] args) throws Exception {
        Path path = Path.of("/box/out/FileTimes$Marked.class");
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        System.out.println(attributes.lastAccessTime() + " " + attributes.lastModifiedTime());
        if (new Scanner(System.in).next().equals("leave")) {
            Files.readAllBytes(path);
        } else {
            boolean same = attributes.lastAccessTime().compareTo(attributes.lastModifiedTime()) <= 0;
            System.out.println(same ? "held unread" : "BREACH the test before was seen");
        }
    }
}
