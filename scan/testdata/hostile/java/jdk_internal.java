// expect: java-unsafe
import jdk.internal.misc.Unsafe;
public class Main { }
