import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Scanner;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What most programs do, once, in a virtual machine that no program has entered:
 * the classes and call sites behind it are then there. It must leave nothing that
 * a program could tell: no thread, no property, no output, no open file.
 */
public final class Rehearsal {
    enum Colour { RED, GREEN }
    record Point(int x, int y) {}

    private static final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private static final PrintStream out = new PrintStream(bytes);

    public static void run() throws Exception {
        read();
        write();
        collect();
        stream();
        reflect();
        fail();
        out.flush();
    }

    private static InputStream input(String text) { return new ByteArrayInputStream(text.getBytes()); }

    private static void read() throws IOException {
        Scanner scanner = new Scanner(new BufferedInputStream(input("3 4 5.5 word\nline two\n7 8\n")));
        long sum = scanner.nextInt() + scanner.nextLong() + (long) scanner.nextDouble();
        scanner.next();
        scanner.nextLine();
        scanner.nextLine();
        while (scanner.hasNextInt()) sum += scanner.nextInt();
        BufferedReader reader = new BufferedReader(new InputStreamReader(input("1 2\n3 4\n5\n")));
        StringTokenizer tokens = new StringTokenizer(reader.readLine());
        sum += Integer.parseInt(tokens.nextToken()) + Long.parseLong(tokens.nextToken());
        for (String word : reader.readLine().trim().split("\\s+")) sum += Integer.parseInt(word);
        sum += reader.lines().mapToInt(Integer::parseInt).sum();
        StreamTokenizer numbers = new StreamTokenizer(new BufferedReader(new StringReader("1 2")));
        numbers.nextToken();
        sum += (long) numbers.nval + new DataInputStream(input("12345678")).read(new byte[8]);
        out.println(sum);
    }

    private static void write() {
        int n = bytes.size();
        out.println("text " + n + ' ' + 1.5 + true + 'c' + n * 2L);
        out.printf("%d %s %.3f %5d|%-4s|%05.2f%n", n, "a", 2.5, 3, "b", 1.25);
        out.println(String.format("%x %c %,d", n, 'c', 1234567) + String.join(",", List.of("a", "b")));
        PrintWriter writer = new PrintWriter(new BufferedWriter(new OutputStreamWriter(bytes)));
        writer.println(n);
        writer.println(1.5);
        writer.print('c');
        writer.flush();
        StringBuilder text = new StringBuilder().append(n).append('c').append("s").append(2L).append(1.5).append('\n');
        out.print(text.reverse());
        out.println(Math.sqrt(n) + Math.max(n, 1) + Integer.toBinaryString(n) + Long.MAX_VALUE);
    }

    private static void collect() {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : "a b a".split(" ")) counts.merge(word, 1, Integer::sum);
        counts.put("c", counts.getOrDefault("c", 0) + 1);
        for (Map.Entry<String, Integer> entry : counts.entrySet()) entry.setValue(entry.getValue() + 1);
        TreeMap<Integer, List<Integer>> tree = new TreeMap<>();
        for (int i = 0; i < 8; i++) tree.computeIfAbsent(i % 3, key -> new ArrayList<>()).add(i);
        PriorityQueue<int[]> heap = new PriorityQueue<>((a, b) -> Integer.compare(a[0], b[0]));
        for (int i = 4; i > 0; i--) heap.add(new int[] {i});
        heap.poll();
        Deque<Integer> deque = new ArrayDeque<>(List.of(1, 2, 3));
        deque.push(deque.pollLast());
        int[] plain = {3, 1, 2};
        Arrays.sort(plain);
        Integer[] boxed = {2, 1, 3};
        Arrays.sort(boxed, Collections.reverseOrder());
        List<Integer> list = new ArrayList<>(Arrays.asList(boxed));
        Collections.sort(list);
        list.sort(Comparator.comparing(value -> -value));
        Iterator<Integer> iterator = new LinkedList<>(list).iterator();
        iterator.next();
        new TreeSet<>(list).higher(1);
        new HashSet<>(list).contains(1);
        new LinkedHashMap<>(counts).size();
        new BitSet(64).set(1);
        long[][] grid = new long[2][2];
        for (long[] row : grid) Arrays.fill(row, new Random(1).nextInt());
        out.println(counts + " " + tree + list + deque + Arrays.toString(plain) + Arrays.deepToString(grid) + Objects.hash(1, 2)
            + new Point(1, 2) + new Point(1, 2).equals(new Point(2, 1)) + Colour.valueOf("RED") + named(list));
    }

    private static String named(Object value) {
        return switch (value) {
            case String text -> text;
            case List<?> list -> "list";
            default -> "other";
        };
    }

    private static void stream() {
        out.println(IntStream.range(0, 5).filter(i -> i % 2 == 0).mapToObj(Integer::toString).collect(Collectors.joining(",")));
        out.println(Stream.of("b", "a", "cc").sorted(Comparator.comparing(String::length).reversed()).toList());
        out.println(Stream.of(1, 2, 3).map(i -> i * 2).collect(Collectors.groupingBy(i -> i % 2)));
        out.println(Arrays.stream(new int[] {1, 2}).boxed().collect(Collectors.toList()) + " " + Arrays.stream(new int[] {1, 2}).sum());
        Runnable last = () -> out.println(1);
        last.run();
    }

    private static void reflect() throws ReflectiveOperationException {
        Method method = Rehearsal.class.getDeclaredMethod("named", Object.class);
        method.setAccessible(true);
        out.println(method.invoke(null, "text"));
    }

    private static void fail() {
        try {
            out.println(new int[1][bytes.size()].length / (bytes.size() - bytes.size()));
        } catch (ArithmeticException e) {
            e.printStackTrace(out);
        }
    }
}
