// expect: java-reflection java-reflective-call
import java.lang.reflect.*;
public class Main { void f() throws Exception { Field f = String.class.getDeclaredField("value"); f.setAccessible(true); } }
