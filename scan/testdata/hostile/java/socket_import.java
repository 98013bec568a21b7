// expect: java-socket
import java.net.Socket;
public class Main { Object f() throws Exception { return new Socket("10.0.0.1", 80); } }
