import java.io.*;
import java.math.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;

/**
 * What ordinary programs do, so that the classes they need are known: the build
 * of the image runs it once and puts the classes it loaded into the archive
 * that the virtual machine maps at its start.
 */
public class Warm {
    enum Colour { RED, GREEN }
    record Point(int x, int y) {}
    sealed interface Shape permits Circle, Square {}
    record Circle(double r) implements Shape {}
    record Square(double a) implements Shape {}

    static double area(Shape s) {
        return switch (s) {
            case Circle c -> Math.PI * c.r() * c.r();
            case Square q -> q.a() * q.a();
        };
    }

    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        int n = Integer.parseInt(in.readLine().trim());
        StringTokenizer words = new StringTokenizer(in.readLine());
        long sum = 0;
        for (int i = 0; i < n; i++) sum += Long.parseLong(words.nextToken());
        String[] parts = in.readLine().split("\\s+");
        StreamTokenizer tokens = new StreamTokenizer(new StringReader("1 2 3"));
        tokens.nextToken();
        Scanner scanner = new Scanner(in);
        sum += scanner.nextInt() + scanner.nextLong() + (long) scanner.nextDouble();
        scanner.next();
        scanner.nextLine();
        while (scanner.hasNextLine()) sum += scanner.nextLine().length();
        new Scanner(new StringReader("5 x")).useDelimiter(",").hasNext();
        new DataInputStream(new ByteArrayInputStream(new byte[8])).readInt();
        print(sum, parts);
        collections();
        streams();
        numbers();
        threads();
        fail();
    }

    static void print(long sum, String[] parts) throws IOException {
        PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
        out.printf("%d %.3f %s %5d %-5s|%x%n", sum, 1.5, parts[0], 3, "a", 255);
        out.println(String.format(Locale.US, "%08.3f %,d", 2.5, 1234567));
        out.flush();
        System.out.println("sum " + sum + ' ' + 1.5 + true + parts.length);
        System.out.printf("%s %c %b%n", "a", 'b', true);
        System.err.println(String.join(",", parts) + "x".repeat(3) + " y ".strip());
        StringBuilder text = new StringBuilder().append(1).append(2L).append('c').append(1.25).reverse();
        text.insert(0, "z").setCharAt(0, 'y');
        System.out.println(text);
        System.out.write("w\n".getBytes());
        System.out.flush();
        BufferedOutputStream raw = new BufferedOutputStream(System.out);
        raw.write('\n');
        raw.flush();
    }

    static void collections() {
        Map<String, Integer> counts = new HashMap<>();
        for (String w : "a b a c".split(" ")) counts.merge(w, 1, Integer::sum);
        counts.computeIfAbsent("d", k -> 4);
        counts.getOrDefault("e", 0);
        for (Map.Entry<String, Integer> e : counts.entrySet()) e.setValue(e.getValue() + 1);
        TreeMap<Integer, List<Integer>> tree = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < 20; i++) tree.computeIfAbsent(i % 7, k -> new ArrayList<>()).add(i);
        tree.floorKey(3); tree.headMap(4).size(); tree.pollFirstEntry(); tree.descendingMap().firstKey();
        TreeSet<Point> set = new TreeSet<>(Comparator.comparingInt(Point::x).thenComparing(Point::y));
        set.add(new Point(1, 2)); set.add(new Point(2, 1)); set.higher(new Point(1, 3));
        PriorityQueue<int[]> heap = new PriorityQueue<>((a, b) -> Integer.compare(a[0], b[0]));
        for (int i = 9; i > 0; i--) heap.add(new int[] {i, i});
        while (heap.size() > 3) heap.poll();
        Deque<Integer> deque = new ArrayDeque<>(List.of(1, 2, 3));
        deque.push(4); deque.pollLast(); deque.offerFirst(1);
        LinkedList<Integer> list = new LinkedList<>(Arrays.asList(3, 1, 2));
        Collections.sort(list); Collections.reverse(list); Collections.shuffle(list, new Random(1));
        Set<Character> letters = new LinkedHashSet<>(Set.of('a', 'b'));
        letters.retainAll(Map.of('a', 1).keySet());
        Map<Colour, Integer> byColour = new EnumMap<>(Colour.class);
        byColour.put(Colour.valueOf("RED"), 1);
        int[] a = {3, 1, 2}; Arrays.sort(a); Arrays.fill(a, 1); Arrays.binarySearch(a, 1);
        Integer[] boxed = {3, 1, 2}; Arrays.sort(boxed, Collections.reverseOrder());
        long[][] grid = new long[3][3]; Arrays.stream(grid).forEach(row -> Arrays.fill(row, -1));
        BitSet bits = new BitSet(100); bits.set(5); bits.nextSetBit(0);
        Iterator<Integer> it = new Vector<>(List.of(1, 2)).iterator(); it.next();
        new Stack<Integer>().push(1); new LinkedHashMap<>(Map.of(1, 2)); new HashSet<>(List.of(1)).removeIf(v -> v > 0);
        System.out.println(counts + " " + tree + set + deque + letters + byColour + Arrays.toString(a) + Arrays.deepToString(grid)
            + Arrays.asList(boxed) + bits + area(new Circle(1)) + area(new Square(2)) + Objects.hash(1, 2) + Optional.of(1).map(v -> v + 1));
    }

    static void streams() {
        System.out.println(IntStream.rangeClosed(1, 10).filter(i -> i % 2 == 0).mapToObj(Integer::toString).collect(Collectors.joining(",")));
        System.out.println(Stream.of("b", "a", "cc").sorted(Comparator.comparing(String::length).reversed()).toList());
        TreeMap<Integer, Long> byLength = Stream.of("x", "yy", "zz").collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.counting()));
        System.out.println(byLength);
        System.out.println(Arrays.stream(new int[] {1, 2, 3}).map(i -> i * i).sum() + LongStream.range(0, 5).max().getAsLong());
        System.out.println(Stream.iterate(1, i -> i * 2).limit(5).mapToInt(Integer::intValue).boxed().collect(Collectors.toList()));
        System.out.println("hello".chars().mapToObj(c -> (char) c).collect(Collectors.toMap(Function.identity(), c -> 1, Integer::sum)));
        System.out.println(Stream.of(1, 2, 3).flatMap(i -> Stream.of(i, i)).distinct().reduce(0, Integer::sum));
        BiFunction<Integer, Integer, Integer> add = (x, y) -> x + y;
        Supplier<String> text = () -> "s";
        System.out.println(add.apply(1, 2) + text.get());
    }

    static void numbers() {
        BigInteger big = BigInteger.TWO.pow(200).mod(new BigInteger("1000000007")).multiply(BigInteger.TEN);
        BigDecimal exact = new BigDecimal("1.10").divide(new BigDecimal(3), 20, RoundingMode.HALF_UP);
        System.out.println(big + " " + exact + " " + Math.sqrt(2) + Integer.toBinaryString(5) + Long.MAX_VALUE + Double.compare(1, 2));
        System.out.println(Integer.bitCount(7) + Character.getNumericValue('7') + " " + Math.floorMod(-1, 5) + (1.0f / 3));
        System.out.println(new java.text.DecimalFormat("0.00").format(1.005));
        Matcher m = Pattern.compile("(\\d+)-(?<w>[a-z]+)").matcher("12-ab 3-c");
        while (m.find()) System.out.println(m.group(1) + m.group("w"));
        System.out.println("a1b2".replaceAll("[0-9]", "") + "x,y".replace(',', ';') + "ABC".toLowerCase() + """
            text %s""".formatted("block") + System.nanoTime() % 1 + System.currentTimeMillis() % 1);
    }

    static void threads() throws Exception {
        AtomicLong total = new AtomicLong();
        Thread main = new Thread(null, () -> total.addAndGet(1), "main", 1 << 26);
        main.start();
        main.join();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<Integer> future = pool.submit(() -> 1);
        System.out.println(future.get() + total.get());
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.SECONDS);
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        map.merge(1, 1, Integer::sum);
        System.out.println(CompletableFuture.supplyAsync(() -> 1).thenApply(v -> v + 1).get());
        synchronized (map) { map.notifyAll(); }
        new CountDownLatch(0).await();
        new java.util.concurrent.locks.ReentrantLock().lock();
    }

    static void fail() throws Exception {
        try {
            Object o = List.of(1).get(5);
        } catch (IndexOutOfBoundsException e) {
            e.printStackTrace();
        }
        try {
            int[] a = new int[1];
            a[1] = 1 / (a[0]);
        } catch (ArithmeticException e) {
            System.err.println(e.getMessage());
        }
        Thread last = new Thread(() -> { throw new IllegalStateException("shown on stderr"); });
        last.start();
        last.join();
    }
}
