import java.lang.management.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

class WorldProperties {
    public static void main(String[] a) {
        new TreeMap<Object, Object>(System.getProperties()).forEach((k, v) -> System.out.println(k + "=" + v));
    }
}

class WorldEnvironment {
    public static void main(String[] a) { System.out.println(new TreeMap<>(System.getenv())); }
}

class WorldArguments {
    public static void main(String[] a) throws Exception {
        System.out.println(a.length + " " + ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.out.println(ManagementFactory.getRuntimeMXBean().getClassPath() + ManagementFactory.getRuntimeMXBean().getVmName());
    }
}

class WorldMemory {
    public static void main(String[] a) {
        Runtime r = Runtime.getRuntime();
        System.out.println(r.maxMemory() + " " + r.totalMemory() + " " + r.availableProcessors() + " " + (r.freeMemory() > (200 << 20)));
        for (MemoryPoolMXBean p : ManagementFactory.getMemoryPoolMXBeans()) System.out.println(p.getName() + " " + p.getUsage().getMax());
    }
}

class WorldThread {
    public static void main(String[] a) throws Exception {
        Thread t = Thread.currentThread();
        System.out.println(t + " " + t.getName() + " " + t.threadId() + " " + t.getPriority() + " " + t.isDaemon() + " " + t.getThreadGroup());
        System.out.println(t.getContextClassLoader().getClass() + " " + t.getThreadGroup().getParent() + " " + Arrays.toString(t.getStackTrace()));
        Thread u = new Thread(() -> System.out.println(Thread.currentThread() + " " + Thread.currentThread().threadId()));
        u.start();
        u.join();
        System.out.println(new Thread().getName());
    }
}

class WorldThreads {
    public static void main(String[] a) {
        System.out.println(Thread.getAllStackTraces().keySet().stream().map(t -> t.getName() + t.isDaemon() + t.getPriority())
            .filter(name -> !name.contains("CompilerThread")).sorted().toList());
        System.out.println(Thread.activeCount());
    }
}

class WorldLoaders {
    public static void main(String[] a) throws Exception {
        Class<?> c = WorldLoaders.class;
        System.out.println(c.getClassLoader().getName() + c.getProtectionDomain().getCodeSource().getLocation() + c.getModule().isNamed() + c.getPackageName());
        System.out.println(c.getResource("WorldLoaders.class") + " " + c.getResource("/none") + " " + Class.forName("InScanner").getName());
        for (String name : List.of("Rehearsal", "Rehearsal$Point", "Launch")) {
            try {
                System.out.println(Class.forName(name));
            } catch (ClassNotFoundException e) {
                System.out.println(e);
            }
        }
    }
}

class WorldLocale {
    public static void main(String[] a) {
        System.out.println(Locale.getDefault() + " " + TimeZone.getDefault().getID() + " " + String.format("%,.2f %tY", 1234.5, new Date(0L)));
        System.out.println("Title".toUpperCase() + "ß".toUpperCase() + "İ".toLowerCase().length());
    }
}

class WorldReflection {
    record Point(int x, String y) {}
    enum Colour { RED, GREEN }

    public static void main(String[] a) throws Exception {
        Method m = WorldReflection.class.getDeclaredMethod("main", String[].class);
        System.out.println(m + " " + Arrays.toString(Point.class.getRecordComponents()) + new Point(1, "b") + Colour.valueOf("GREEN"));
        Field f = String.class.getDeclaredField("value");
        try {
            f.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            System.out.println(e.getMessage().replaceFirst("@.*", ""));
        }
        Object proxy = Proxy.newProxyInstance(WorldReflection.class.getClassLoader(), new Class<?>[] {Runnable.class}, (p, q, r) -> null);
        System.out.println(proxy.getClass().getName());
    }
}

class WorldUnsafe {
    public static void main(String[] a) throws Exception {
        Field f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        f.setAccessible(true);
        sun.misc.Unsafe u = (sun.misc.Unsafe) f.get(null);
        long p = u.allocateMemory(8);
        u.putLong(p, 42);
        System.out.println(u.getLong(p));
    }
}

class WorldLambda {
    public static void main(String[] a) {
        Runnable r = () -> { throw new RuntimeException("in a lambda"); };
        System.out.println(r.getClass().isHidden() + " " + Stream.of(3, 1, 2).sorted(Comparator.reverseOrder()).map(i -> "n" + i).collect(Collectors.joining(",")));
        r.run();
    }
}

class WorldRandom {
    public static void main(String[] a) {
        Random r = new Random(42);
        System.out.println(r.nextInt() + " " + r.nextDouble() + " " + r.nextGaussian() + " " + new SplittableRandom(1).nextInt());
        List<Integer> l = new ArrayList<>(List.of(1, 2, 3, 4, 5));
        Collections.shuffle(l, new Random(7));
        System.out.println(l + " " + "text".hashCode() + " " + Objects.hash(1, 2, 3) + " " + List.of(1, "a").hashCode());
    }
}

class WorldVirtual {
    public static void main(String[] a) throws Exception {
        try (ExecutorService e = Executors.newVirtualThreadPerTaskExecutor()) {
            System.out.println(e.submit(() -> Thread.currentThread().isVirtual()).get());
        }
        System.out.println(IntStream.range(0, 1000).parallel().sum() + " " + ForkJoinPool.commonPool().getParallelism());
    }
}

class WorldStackSize {
    static int depth;

    static void deep() { depth++; deep(); }

    public static void main(String[] a) throws Exception {
        Thread t = new Thread(null, () -> {
            try {
                deep();
            } catch (StackOverflowError e) {
                System.out.println(depth > 300_000);
            }
        }, "wide", 1L << 28);
        t.start();
        t.join();
    }
}

class WorldDescriptors {
    public static void main(String[] a) {
        int sockets = 0;
        for (String name : new java.io.File("/proc/self/fd").list()) {
            try {
                if (java.nio.file.Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/fd/" + name)).toString().startsWith("socket")) sockets++;
            } catch (java.io.IOException e) {
                continue; // the directory's own
            }
        }
        System.out.println(sockets);
    }
}

class WorldFilter {
    public static void main(String[] a) throws Exception {
        for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/self/status"))) {
            if (line.matches("(NoNewPrivs|Seccomp|CapEff|CapPrm|CapInh|CapBnd|Uid|Gid|Groups|Umask|SigIgn|SigBlk).*")) System.out.println(line);
        }
        for (String task : new java.io.File("/proc/self/task").list()) {
            for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/self/task/" + task + "/status"))) {
                if (line.startsWith("Seccomp:") && !line.endsWith("2")) System.out.println(task + line);
            }
        }
    }
}

class WorldLimits {
    public static void main(String[] a) throws Exception {
        for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/self/limits"))) {
            if (!line.startsWith("Max cpu time")) System.out.println(line);
        }
    }
}

class WorldProcess {
    public static void main(String[] a) {
        try {
            System.out.println(new ProcessBuilder("/usr/lib/jvm/java/bin/java", "-version").start().waitFor());
        } catch (Exception e) {
            System.out.println(e);
        }
    }
}

class WorldNetwork {
    public static void main(String[] a) {
        try {
            new java.net.Socket("127.0.0.1", 80);
        } catch (Exception e) {
            System.out.println(e);
        }
    }
}

class Größe {
    public static void main(String[] a) { System.out.println("a name beyond ASCII " + System.getProperty("sun.java.command")); }
}

class WorldTime {
    public static void main(String[] a) {
        System.out.println(Math.abs(System.currentTimeMillis() - java.time.Instant.now().toEpochMilli()) < 1000);
        System.out.println(java.time.LocalDate.of(2024, 2, 29).plusYears(1));
    }
}

class WorldBig {
    public static void main(String[] a) {
        System.out.println(java.math.BigInteger.TWO.pow(500).mod(java.math.BigInteger.valueOf(1_000_000_007)));
        System.out.println(new java.math.BigDecimal("1.10").divide(new java.math.BigDecimal(3), 30, java.math.RoundingMode.HALF_UP));
        System.out.println("a1b22".replaceAll("[0-9]+", "#") + Arrays.toString("a,b,,c".split(",")));
    }
}
