// expect: java-unsafe
import sun.misc.Unsafe;
public class Main { }
