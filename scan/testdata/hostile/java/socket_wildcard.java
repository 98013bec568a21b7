// expect: java-socket
import java.net.*;
public class Main { Object f() throws Exception { return new ServerSocket(80); } }
