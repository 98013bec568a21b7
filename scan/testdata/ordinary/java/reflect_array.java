import java.lang.reflect.Array;
import java.util.Arrays;
public class GenericArray<T> {
    private final T[] a;
    @SuppressWarnings("unchecked") GenericArray(Class<T> c, int n) { a = (T[]) Array.newInstance(c, n); }
    public static void main(String[] x) { GenericArray<String> g = new GenericArray<>(String.class, 2); g.a[0] = "q"; System.out.println(Arrays.toString(g.a) + g.getClass().getSimpleName()); }
}
