// expect: java-native
public class Main { private static native int f(int x); static { System.loadLibrary("x"); } }
