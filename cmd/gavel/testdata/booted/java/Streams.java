import java.io.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.util.*;

// Each class with a main method is a program; what stands behind "stdin:" is its input.

class InScanner { // stdin: 3 4 word\nline two\n5.5\n
    public static void main(String[] a) {
        Scanner s = new Scanner(System.in);
        System.out.println(s.nextInt() + s.nextLong() + s.next() + s.nextLine() + s.nextLine() + s.nextDouble());
    }
}

class InReader { // stdin: 1 2 3\nü日𝒳\n
    public static void main(String[] a) throws IOException {
        BufferedReader r = new BufferedReader(new InputStreamReader(System.in));
        StringTokenizer t = new StringTokenizer(r.readLine());
        int n = 0;
        while (t.hasMoreTokens()) n += Integer.parseInt(t.nextToken());
        String line = r.readLine();
        System.out.println(n + line + line.length() + r.readLine());
    }
}

class InDescriptor { // stdin: abc
    public static void main(String[] a) throws IOException {
        System.out.println(new FileInputStream(FileDescriptor.in).read() + " " + System.in.read() + " " + System.in.available());
        System.out.println(FileDescriptor.in.valid() + " " + FileDescriptor.out.valid() + " " + FileDescriptor.err.valid());
    }
}

class InFile { // stdin: from a file\n
    public static void main(String[] a) throws IOException {
        System.out.print(Files.readString(Path.of("/dev/stdin")));
        System.out.print(new String(new FileInputStream("/proc/self/fd/0").readAllBytes()));
    }
}

class InChannel { // stdin: channel\n
    public static void main(String[] a) throws IOException {
        ReadableByteChannel c = Channels.newChannel(System.in);
        ByteBuffer b = ByteBuffer.allocate(100);
        while (c.read(b) > 0) {}
        b.flip();
        Channels.newChannel(System.out).write(b);
        System.out.println(System.inheritedChannel());
    }
}

class InEmpty {
    public static void main(String[] a) throws IOException {
        System.out.println(System.in.read() + " " + System.in.available() + new Scanner(System.in).hasNext());
    }
}

class InBinary { // stdin: \0\1\377\200x
    public static void main(String[] a) throws IOException {
        System.out.println(Arrays.toString(new DataInputStream(System.in).readAllBytes()));
    }
}

class InSeek { // stdin: 0123456789
    public static void main(String[] a) throws IOException {
        FileChannel c = new FileInputStream(FileDescriptor.in).getChannel();
        c.position(7);
        System.out.println((char) System.in.read() + " " + c.size());
    }
}

class InConsole { // stdin: typed\n
    public static void main(String[] a) {
        System.out.println(System.console() == null);
    }
}

class InIo { // stdin: name\n
    public static void main(String[] a) {
        IO.println("hello " + IO.readln());
    }
}

class OutPlain {
    public static void main(String[] a) {
        System.out.print("no line end");
        System.err.print("nor here");
    }
}

class OutOrder {
    public static void main(String[] a) {
        for (int i = 0; i < 50; i++) (i % 2 == 0 ? System.out : System.err).println("line " + i);
    }
}

class OutUnicode {
    public static void main(String[] a) {
        System.out.println("ü 日本 𝒳 \u0000 \ud800 é");
        System.err.println("ü 日本 𝒳");
        System.out.println(System.out.charset() + " " + System.err.charset() + " " + Charset.defaultCharset());
    }
}

class OutMuch {
    public static void main(String[] a) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 40000; i++) s.append(i).append(' ');
        System.out.println(s);
        for (int i = 0; i < 20000; i++) System.out.println(i);
    }
}

class OutWriter {
    public static void main(String[] a) {
        PrintWriter w = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
        w.printf("%d %.3f %s %,d%n", 1, 2.5, List.of(1), 1234567);
        w.print("lost without flush? no: flushed");
        w.flush();
    }
}

class OutUnflushed {
    public static void main(String[] a) {
        new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out))).print("never seen");
        System.out.println("seen");
    }
}

class OutDescriptor {
    public static void main(String[] a) throws IOException {
        new FileOutputStream(FileDescriptor.out).write("raw\n".getBytes());
        new FileOutputStream("/dev/stdout", true).write("named\n".getBytes());
        new FileOutputStream("/proc/self/fd/2", true).write("error\n".getBytes());
    }
}

class OutReplaced {
    public static void main(String[] a) {
        PrintStream before = System.out;
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        System.setOut(new PrintStream(b, true));
        System.out.println("kept");
        System.setOut(before);
        System.out.println(b.size());
    }
}

class OutClosed {
    public static void main(String[] a) {
        System.out.close();
        System.out.println("lost");
        System.err.println(System.out.checkError());
    }
}

class OutDebug {
    public static void main(String[] a) {
        Thread.dumpStack();
        new Exception("shown").printStackTrace();
        List<String> names = StackWalker.getInstance().walk(s -> s.map(StackWalker.StackFrame::getMethodName).toList());
        System.out.println(names);
    }
}

class FilesTemporary {
    public static void main(String[] a) throws IOException {
        Path p = Path.of("note.txt");
        Files.writeString(p, "text");
        System.out.println(Files.readString(p) + p.toAbsolutePath() + Files.exists(Path.of("/tmp/note.txt")) + Files.list(Path.of(".")).count());
        File f = File.createTempFile("a", "b");
        f.deleteOnExit();
        System.out.println(f.getParent());
        System.out.println(new File("/box/out/FilesTemporary.class").canRead() + " " + new File("/box/x").createNewFile());
    }
}
