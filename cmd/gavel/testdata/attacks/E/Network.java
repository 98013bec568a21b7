// group: E
// attack: sockets, servers, datagrams, Unix sockets and URLs from Java
// layer: seccomp, network namespace
// want: accepted
// limits: cpu_ms=6000
// held: connect, listen, datagram, unix, channel, url, name, interfaces
import java.net.*;
import java.nio.channels.*;

public class Network {
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
        attempt("connect", () -> new Socket("127.0.0.1", 8080));
        attempt("listen", () -> new ServerSocket(0));
        attempt("datagram", () -> new DatagramSocket(0));
        attempt("unix", () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of("/tmp/s")));
        attempt("channel", () -> SocketChannel.open(UnixDomainSocketAddress.of("/run/gavel/socket")));
        attempt("url", () -> URI.create("http://127.0.0.1:8080/healthz").toURL().openStream());
        attempt("name", () -> InetAddress.getByName("example.org"));
        attempt("interfaces", () -> NetworkInterface.getNetworkInterfaces().nextElement());
    }
}
