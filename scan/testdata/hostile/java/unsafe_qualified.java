// expect: java-unsafe
public class Main { sun.misc.Unsafe u; }
