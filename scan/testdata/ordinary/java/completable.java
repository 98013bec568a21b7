import java.util.concurrent.*;
import java.util.concurrent.locks.*;
class Async { public static void main(String[] args) { Lock lock = new ReentrantLock(); lock.lock(); try { System.out.println(CompletableFuture.supplyAsync(() -> 20).thenApply(x -> x + 1).thenCombine(CompletableFuture.completedFuture(2), (x, y) -> x * y).join()); } finally { lock.unlock(); } ConcurrentHashMap<String, Integer> m = new ConcurrentHashMap<>(); m.merge("a", 1, Integer::sum); System.out.println(m); } }
