// expect: java-socket
import java.nio.channels.*;
public class Main { Object f() throws Exception { return SocketChannel.open(); } }
