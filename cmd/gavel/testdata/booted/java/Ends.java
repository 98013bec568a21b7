import java.util.*;
import java.util.concurrent.*;

class EndReturn {
    public static void main(String[] a) {}
}

class EndExit {
    public static void main(String[] a) {
        System.out.print("before");
        System.exit(7);
    }
}

class EndHalt {
    public static void main(String[] a) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("never")));
        Runtime.getRuntime().halt(200);
    }
}

class EndHooks {
    public static void main(String[] a) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        System.out.println("main");
    }
}

class EndHooksExit {
    public static void main(String[] a) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        try {
            System.exit(3);
        } finally {
            System.out.println("never");
        }
    }
}

class EndUncaught {
    static void deep(int n) {
        if (n == 0) throw new IllegalStateException("with a message", new RuntimeException("and a cause"));
        deep(n - 1);
    }

    public static void main(String[] a) {
        System.out.println("before");
        deep(3);
    }
}

class EndChecked {
    public static void main(String[] a) throws Exception {
        throw new java.io.IOException("checked ü");
    }
}

class EndCustom {
    static class Odd extends RuntimeException {
        @Override
        public String toString() { return "my own\ntext"; }
    }

    public static void main(String[] a) { throw new Odd(); }
}

class EndSuppressed {
    public static void main(String[] a) throws Exception {
        try (AutoCloseable c = () -> { throw new Exception("closing"); }) {
            throw new Exception("body");
        }
    }
}

class EndHelpful {
    int[] field;

    public static void main(String[] a) { new EndHelpful().field[2] = 1; }
}

class EndInitialiser {
    static final int X = Integer.parseInt("none");

    public static void main(String[] a) { System.out.println("never"); }
}

class EndHandler {
    public static void main(String[] a) {
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println(t.getName() + " " + e));
        throw new RuntimeException("handled");
    }
}

class EndOwnHandler {
    public static void main(String[] a) {
        Thread.currentThread().setUncaughtExceptionHandler((t, e) -> { System.out.println(e); System.exit(9); });
        throw new RuntimeException("handled");
    }
}

class EndThread {
    public static void main(String[] a) throws Exception {
        Thread t = new Thread(() -> { throw new IllegalStateException("in a thread"); });
        t.start();
        t.join();
        System.out.println("main goes on");
    }
}

class EndMainFirst {
    public static void main(String[] a) {
        Thread main = Thread.currentThread();
        new Thread(() -> {
            try {
                main.join();
                System.out.println("main is gone: " + main.isAlive());
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        }).start();
        throw new RuntimeException("main ends");
    }
}

class EndDaemon {
    public static void main(String[] a) {
        Thread t = new Thread(() -> { for (;;) Thread.yield(); });
        t.setDaemon(true);
        t.start();
        System.out.println("done");
    }
}

class EndPool {
    public static void main(String[] a) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            int n = i;
            all.add(pool.submit(() -> n * n));
        }
        for (Future<Integer> f : all) System.out.println(f.get());
        pool.shutdown();
    }
}

class EndAssert {
    public static void main(String[] a) {
        assert false;
        System.out.println("assertions are off");
    }
}

class EndInterrupted {
    public static void main(String[] a) throws Exception {
        Thread.currentThread().interrupt();
        Thread.sleep(10);
    }
}

class EndStack {
    static int deep(int n) { return deep(n + 1) + 1; }

    public static void main(String[] a) { deep(0); }
}

class EndStackCaught {
    static int n;

    static void deep() { n++; deep(); }

    public static void main(String[] a) {
        try {
            deep();
        } catch (StackOverflowError e) {
            System.out.println(n > 100_000);
        }
    }
}

class EndDeep {
    static long deep(int n) { return n == 0 ? 0 : 1 + deep(n - 1); }

    public static void main(String[] a) { System.out.println(deep(300_000)); }
}

class EndHeap {
    public static void main(String[] a) {
        List<long[]> all = new ArrayList<>();
        for (;;) all.add(new long[1 << 17]);
    }
}

class EndHeapCaught {
    public static void main(String[] a) {
        List<long[]> all = new ArrayList<>();
        try {
            for (;;) all.add(new long[1 << 17]);
        } catch (OutOfMemoryError e) {
            int n = all.size();
            all = null;
            System.out.println(e.getMessage() + " " + n);
        }
    }
}

class EndArray {
    public static void main(String[] a) { System.out.println(new int[Integer.MAX_VALUE].length); }
}

class EndSpin {
    public static void main(String[] a) {
        System.out.println("spinning");
        for (;;) {}
    }
}

class EndSleep {
    public static void main(String[] a) throws Exception {
        System.out.println("sleeping");
        Thread.sleep(100_000);
    }
}

class EndFlood {
    public static void main(String[] a) {
        byte[] line = new byte[1 << 16];
        for (;;) System.out.write(line, 0, line.length);
    }
}

class EndNoMain {
    public static void notMain(String[] a) {}
}
