// expect: java-native
import java.lang.foreign.*;
public class Main { Object o = Linker.nativeLinker(); }
