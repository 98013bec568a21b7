// group: L
// attack: none: executors, streams in parallel, virtual threads
// layer: passes
// want: accepted
// limits: cpu_ms=6000
// expected: 285 499500 1000
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.*;

public class Threads {
    public static void main(String[] args) throws Exception {
        int squares;
        try (var pool = Executors.newFixedThreadPool(16)) {
            squares = pool.invokeAll(IntStream.range(0, 10).<Callable<Integer>>mapToObj(n -> () -> n * n).toList())
                .stream().mapToInt(f -> f.resultNow()).sum();
        }
        int sum = IntStream.range(0, 1000).parallel().sum();
        AtomicInteger counted = new AtomicInteger();
        try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) virtual.submit(counted::incrementAndGet);
        }
        System.out.println(squares + " " + sum + " " + counted);
    }
}
