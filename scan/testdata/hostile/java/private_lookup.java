// expect: java-reflection
import java.lang.invoke.*;
public class Main { Object f() throws Exception { return MethodHandles.privateLookupIn(String.class, MethodHandles.lookup()); } }
