// group: L
// attack: none: temporary files, walking, mapping, random access
// layer: passes
// want: accepted
// limits: cpu_ms=4000
// expected: data 3 100
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

public class Files {
    public static void main(String[] args) throws Exception {
        Path folder = java.nio.file.Files.createTempDirectory("x");
        Path file = java.nio.file.Files.writeString(folder.resolve("file"), "data");
        java.nio.file.Files.copy(file, folder.resolve("copy"));
        long found;
        try (var walk = java.nio.file.Files.walk(folder)) {
            found = walk.count();
        }
        try (RandomAccessFile f = new RandomAccessFile(folder.resolve("r").toFile(), "rw")) {
            var mapped = f.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 100);
            mapped.put((byte) 1);
            mapped.force();
            System.out.println(java.nio.file.Files.readString(file) + " " + found + " " + f.length());
        }
    }
}
