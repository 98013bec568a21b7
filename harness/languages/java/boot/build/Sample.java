import java.io.*;
import java.util.*;
import java.util.stream.*;

public class Sample {
    enum Colour { RED, GREEN }
    record Point(int x, int y) {}
    interface Shape { double area(); }

    static class Circle implements Shape {
        private final double r;

        Circle(double r) { this.r = r; }

        @Override
        public double area() { return Math.PI * r * r; }
    }

    static <T extends Comparable<T>> T most(List<T> list) {
        T best = list.get(0);
        for (T value : list) if (value.compareTo(best) > 0) best = value;
        return best;
    }

    static String name(Object value) {
        return switch (value) {
            case Point(int x, int y) when x > y -> "point " + x;
            case Colour c -> c.name();
            default -> "other";
        };
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        int n = Integer.parseInt(in.readLine().trim());
        StringTokenizer tokens = new StringTokenizer(in.readLine());
        long[] values = new long[n];
        Map<Integer, List<Integer>> groups = new HashMap<>();
        for (int i = 0; i < n; i++) {
            values[i] = Long.parseLong(tokens.nextToken());
            groups.computeIfAbsent(i % 3, key -> new ArrayList<>()).add((int) values[i]);
        }
        Scanner scanner = new Scanner(System.in);
        PriorityQueue<int[]> heap = new PriorityQueue<>((a, b) -> a[0] - b[0]);
        while (scanner.hasNextInt()) heap.add(new int[] {scanner.nextInt(), n});
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Integer, List<Integer>> group : groups.entrySet()) {
            text.append(group.getKey()).append(' ').append(most(group.getValue())).append('\n');
        }
        try {
            System.out.print(text);
            System.out.printf("%d %.3f%n", Arrays.stream(values).sum(), new Circle(n).area());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        System.out.println(IntStream.range(0, n).mapToObj(i -> name(new Point(i, 1))).collect(Collectors.joining(",")));
    }
}
