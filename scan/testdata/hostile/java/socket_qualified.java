// expect: java-socket
public class Main { Object f() throws Exception { return new java.net.DatagramSocket(); } }
