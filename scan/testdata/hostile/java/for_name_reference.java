// expect: java-reflection
import java.util.stream.*;
interface F { Class<?> f(String s) throws Exception; }
public class Main { F f = Class::forName; }
