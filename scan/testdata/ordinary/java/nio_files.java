import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
public class Main { public static void main(String[] args) throws Exception { Path p = Files.createTempFile("x", ".txt"); Files.writeString(p, "héllo"); try (FileChannel c = FileChannel.open(p)) { ByteBuffer b = ByteBuffer.allocate(16); c.read(b); b.flip(); System.out.println(StandardCharsets.UTF_8.decode(b).length()); } Files.delete(p); ReadableByteChannel in = Channels.newChannel(System.in); System.out.println(in.isOpen()); } }
