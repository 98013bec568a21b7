// expect: java-native
import static java.lang.System.load;
public class Main { static { load("/tmp/x.so"); } }
