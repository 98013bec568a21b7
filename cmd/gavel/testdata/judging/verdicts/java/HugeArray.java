// want: memory_limit_exceeded uncaught:OutOfMemoryError
public class HugeArray {
    public static void main(String[] args) {
        int[] a = new int[Integer.MAX_VALUE - 8];
        System.out.println(a.length);
    }
}
