// want: accepted
// expected: nothing
// There is no shell and no other command in the image, and nothing that a job
// wrote can be one.
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

public class Command {
    public static void main(String[] args) throws Exception {
        Path own = Path.of("/tmp/own");
        Files.writeString(own, "#!/usr/lib/jvm/java/bin/java\n");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        String got = "nothing";
        for (String path : new String[] {"/bin/sh", "/bin/bash", "/usr/bin/perl", "/usr/bin/id", "/bin/busybox", "/tmp/own"}) {
            try {
                Process p = new ProcessBuilder(path).start();
                p.waitFor();
                got = path;
            } catch (java.io.IOException e) {
            }
        }
        System.out.println(got);
    }
}
