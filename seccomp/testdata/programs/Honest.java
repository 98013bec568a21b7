import java.io.*;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** What an ordinary program may do, threads and files included. */
public class Honest {
    static int depth(int n) { return n == 0 ? 0 : 1 + depth(n - 1); }

    public static void main(String[] args) throws Exception {
        check(depth(5000) == 5000);
        check(IntStream.range(0, 100_000).parallel().mapToLong(i -> i).sum() == 4_999_950_000L);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        Future<BigInteger> power = pool.submit(() -> BigInteger.TWO.pow(1000));
        check(power.get().bitLength() == 1001);
        pool.shutdown();
        check(pool.awaitTermination(10, TimeUnit.SECONDS));

        Path one = Files.createTempFile("honest", ".txt");
        Files.writeString(one, "x".repeat(100_000));
        Path two = one.resolveSibling(one.getFileName() + ".copy");
        Files.copy(one, two, StandardCopyOption.COPY_ATTRIBUTES);
        try (FileChannel channel = FileChannel.open(two, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
            map.put(0, (byte) 'y');
            map.force();
            channel.write(ByteBuffer.wrap(new byte[] {'z'}), 1);
        }
        Files.move(two, one, StandardCopyOption.REPLACE_EXISTING);
        check(Files.readString(one).startsWith("yz"));
        Files.delete(one);

        List<byte[]> garbage = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            garbage.add(new byte[100_000]);
            if (garbage.size() > 20) garbage.clear();
        }
        System.gc();
        try {
            depth(Integer.MAX_VALUE);
            check(false);
        } catch (StackOverflowError expected) {
            System.out.println("ok");
        }
    }

    static void check(boolean holds) {
        if (!holds) throw new IllegalStateException();
    }
}
