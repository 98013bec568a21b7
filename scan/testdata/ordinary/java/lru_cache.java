import java.util.*;
class LRUCache extends LinkedHashMap<Integer, Integer> { final int cap; LRUCache(int c) { super(16, 0.75f, true); cap = c; } @Override protected boolean removeEldestEntry(Map.Entry<Integer, Integer> e) { return size() > cap; } public static void main(String[] args) { LRUCache c = new LRUCache(2); c.put(1, 1); c.put(2, 2); c.get(1); c.put(3, 3); System.out.println(c); } }
