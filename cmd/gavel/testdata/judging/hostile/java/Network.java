// want: accepted
// expected: refused
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

public class Network {
    interface Attempt { void make() throws Exception; }

    static int done = 0;

    static void attempt(Attempt a) {
        try {
            a.make();
            done++;
        } catch (Exception | Error e) {
        }
    }

    public static void main(String[] args) {
        attempt(() -> new ServerSocket(0));
        attempt(() -> new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 22));
        attempt(() -> InetAddress.getByName("example.org"));
        System.out.println(done == 0 ? "refused" : done + " succeeded");
    }
}
