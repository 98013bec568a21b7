// expect: java-unsafe
import sun.misc.*;
public class Main { Unsafe u; }
