import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
public class Main { static int shared; static synchronized void inc() { shared++; } public static void main(String[] args) throws Exception { ExecutorService ex = Executors.newFixedThreadPool(3); AtomicInteger a = new AtomicInteger(); CountDownLatch l = new CountDownLatch(3); for (int i = 0; i < 3; i++) ex.execute(() -> { a.incrementAndGet(); inc(); l.countDown(); }); l.await(); Future<Integer> f = ex.submit(() -> 42); System.out.println(a.get() + shared + f.get()); ex.shutdown(); } }
