// group: E
// attack: Java's HTTP client, remote methods and management from inside
// layer: seccomp
// want: accepted
// limits: cpu_ms=6000
// held: http, server, registry, attach
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.*;

public class HttpClients {
    interface Step {
        Object run() throws Throwable;
    }

    static void attempt(String what, Step step) {
        try {
            System.out.println("BREACH " + what + " " + step.run());
        } catch (Throwable e) {
            System.out.println("held " + what + " " + e);
        }
    }

    static void check(String what, boolean right) {
        System.out.println((right ? "held " : "BREACH ") + what);
    }

    public static void main(String[] args) {
        attempt("http", () -> HttpClient.newHttpClient().send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:8080/")).build(), HttpResponse.BodyHandlers.ofString()));
        attempt("server", () -> Class.forName("com.sun.net.httpserver.HttpServer")
            .getMethod("create", InetSocketAddress.class, int.class).invoke(null, new InetSocketAddress("127.0.0.1", 0), 1));
        attempt("registry", () -> Class.forName("java.rmi.registry.LocateRegistry").getMethod("createRegistry", int.class).invoke(null, 0));
        attempt("attach", () -> Class.forName("com.sun.tools.attach.VirtualMachine").getMethod("attach", String.class).invoke(null, "1"));
    }
}
