// Every class is imported by name: one of the person's could have the same.
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ClassLoader;
import java.lang.Runtime;
import java.lang.String;
import java.lang.System;
import java.lang.Thread;
import java.lang.Throwable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs one test after the other in this process: reads a line with its arguments,
 * loads the person's classes and the driver anew, and calls. The next line comes
 * when the result was written. A test that fails ends the process.
 */
final class GavelShared {
    public static void main(String[] arguments) throws Throwable {
        OutputStream channel = GavelDriver.channel();
        InputStream tests = new FileInputStream(FileDescriptor.in);
        URL[] classes = {Path.of(System.getProperty("java.class.path") + "/").toUri().toURL()};
        InputStream in = System.in;
        PrintStream out = System.out, err = System.err;
        channel.write('\n');
        for (byte[] document; (document = line(tests)) != null; ) {
            ClassLoader loader = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
            Method serve = loader.loadClass("GavelMain").getDeclaredMethod("serve", byte[].class, OutputStream.class);
            serve.setAccessible(true);
            try {
                serve.invoke(null, document, channel);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
        Runtime.getRuntime().halt(0);
    }

    private static byte[] rest = new byte[1 << 16];
    private static int length;

    /** A line without its end, and a NUL behind it; null at the end of all. */
    private static byte[] line(InputStream in) throws IOException {
        for (int from = 0; ; ) {
            for (int i = from; i < length; i++) {
                if (rest[i] == '\n') {
                    byte[] line = Arrays.copyOf(rest, i + 1);
                    line[i] = 0;
                    System.arraycopy(rest, i + 1, rest, 0, length -= i + 1);
                    return line;
                }
            }
            from = length;
            if (length == rest.length) rest = Arrays.copyOf(rest, length * 2);
            int n = in.read(rest, length, rest.length - length);
            if (n < 0) return null;
            length += n;
        }
    }
}
