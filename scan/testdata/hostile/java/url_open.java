// expect: java-url
public class Main { Object f() throws Exception { return new java.net.URL("http://10.0.0.1/").openStream(); } }
