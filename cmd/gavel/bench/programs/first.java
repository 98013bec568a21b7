import java.util.*;
import java.util.stream.*;

public class Main {
    record Item(String group, long value) {}

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        List<Item> items = new ArrayList<>();
        while (in.hasNextLong()) {
            items.add(new Item(items.size() % 2 == 0 ? "even" : "odd", in.nextLong()));
        }
        Map<String, Long> sums = items.stream()
                .collect(Collectors.groupingBy(Item::group, TreeMap::new, Collectors.summingLong(Item::value)));
        System.out.println(sums.values().stream().mapToLong(Long::longValue).sum());
    }
}
