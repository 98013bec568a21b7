// expect: java-socket
import java.net.http.*;
public class Main { Object o = HttpClient.newHttpClient(); }
